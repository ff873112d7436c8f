package io.gleaner.tracking.relaying;

import io.gleaner.contracts.ClassificationRetracted;
import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.relay.Row;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a row of {@code user_classification_tracking} says: tracked, or retracted once it is no longer active. The event's
 * id is the row's id and version, so a row that is relayed again is the same event.
 */
final class TrackingRelay {

    private TrackingRelay() {}

    static Optional<Event<?>> event(Row row) {
        return Optional.of(
                row.flag("active")
                        ? event(row, EventTypes.CLASSIFICATION_TRACKED, tracked(row))
                        : event(row, EventTypes.CLASSIFICATION_RETRACTED, retracted(row)));
    }

    private static <E> Event<E> event(Row row, EventType<E> type, E payload) {
        String trackingId = row.text("tracking_id");
        return new Event<>(
                trackingId + "." + row.number("row_version"),
                row.text("tenant_id"),
                trackingId,
                row.time("tracked_at"),
                row.orNull("traceparent", Row::text),
                type,
                payload);
    }

    private static ClassificationTracked tracked(Row row) {
        return new ClassificationTracked(
                row.text("tracking_id"),
                row.number("row_version"),
                row.text("event_id"),
                row.text("operation_id"),
                row.text("user_id"),
                row.text("transaction_id"),
                row.text("field"),
                row.orNull("old_value", Row::text),
                row.orNull("new_value", Row::text),
                row.number("label_version"),
                row.orNull("description", Row::text),
                row.text("direction"),
                row.orNull("key", Row::text),
                row.orNull("signature", Row::text),
                row.flag("learnable"),
                row.orNull("not_learnable_reason", Row::text),
                row.orNull("origin", Row::text),
                row.orNull("destination", Row::text),
                row.time("tracked_at"),
                row.orNull("amount", Row::decimal),
                correctedPattern(row));
    }

    /** The pattern whose label the user replaced or cleared; who repeats a label confirms it. */
    private static @Nullable String correctedPattern(Row row) {
        boolean ofPattern = "pattern".equals(row.orNull("old_set_by", Row::text));
        boolean same = Objects.equals(row.orNull("old_value", Row::text), row.orNull("new_value", Row::text));
        return ofPattern && !same ? row.orNull("old_set_by_id", Row::text) : null;
    }

    private static ClassificationRetracted retracted(Row row) {
        return new ClassificationRetracted(
                row.text("tracking_id"),
                row.number("row_version"),
                row.text("operation_id"),
                row.text("transaction_id"),
                row.text("field"),
                row.orNull("signature", Row::text),
                row.number("label_version"));
    }
}
