package io.gleaner.tracking.relaying;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternUsed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.relay.Row;
import java.util.Optional;

/** What a row of {@code pattern_uses} says: how a pattern's labels have fared so far. */
final class PatternUsesRelay {

    private PatternUsesRelay() {}

    static Optional<Event<?>> event(Row row) {
        String patternId = row.text("pattern_id");
        long version = row.number("row_version");
        PatternUsed used = new PatternUsed(
                patternId,
                version,
                row.number("hits"),
                row.number("corrected"),
                Math.toIntExact(row.number("recent")),
                Math.toIntExact(row.number("recent_right")));
        return Optional.of(new Event<>(
                patternId + "." + version,
                row.text("tenant_id"),
                patternId,
                row.time("updated_at"),
                null,
                EventTypes.PATTERN_USED,
                used));
    }
}
