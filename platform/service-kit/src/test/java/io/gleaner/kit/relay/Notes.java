package io.gleaner.kit.relay;

import io.gleaner.contracts.ClassificationRetracted;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Event;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A table of the relay tests and the event that its rows become. */
final class Notes {

    static final String SCHEMA = """
            CREATE TABLE notes (
                tenant_id text NOT NULL,
                note_id uuid PRIMARY KEY DEFAULT uuidv7(),
                row_version bigint NOT NULL DEFAULT 1,
                body text NOT NULL,
                long_text text,
                traceparent text
            );
            CALL protect('notes');
            CALL relayed('notes');
            """;

    private Notes() {}

    static RelayDefinition relay() {
        return relay(Notes::event);
    }

    static RelayDefinition relay(RowMapper mapper) {
        return new RelayDefinition("tracking", Topic.TRACKING_CHANGES, Map.of("notes", mapper));
    }

    static Optional<Event<?>> event(Row row) {
        String id = row.text("note_id");
        long version = row.number("row_version");
        return Optional.of(new Event<>(
                id + "." + version,
                row.text("tenant_id"),
                id,
                Instant.EPOCH,
                row.orNull("traceparent", Row::text),
                EventTypes.CLASSIFICATION_RETRACTED,
                new ClassificationRetracted(id, version, "op", row.text("body"), "entity", null, 1)));
    }
}
