package io.gleaner.pattern.learning;

import io.gleaner.contracts.ClassificationRetracted;
import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.kit.events.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of a tracking record, as far as learning needs it.
 *
 * @param active false once its edit was undone
 * @param label null where it was cleared
 */
record Evidence(
        String tenantId,
        String trackingId,
        long rowVersion,
        boolean active,
        String operationId,
        String transactionId,
        String field,
        long labelVersion,
        boolean learnable,
        @Nullable String label,
        @Nullable String signature,
        @Nullable String key,
        @Nullable String direction,
        @Nullable String description) {

    /** What an event says about a tracking record; nothing if it is about none. */
    static Optional<Evidence> of(Event<?> event) {
        return switch (event.payload()) {
            case ClassificationTracked tracked -> Optional.of(of(event.tenantId(), tracked));
            case ClassificationRetracted retracted -> Optional.of(of(event.tenantId(), retracted));
            default -> Optional.empty();
        };
    }

    private static Evidence of(String tenantId, ClassificationTracked tracked) {
        return new Evidence(
                tenantId,
                tracked.trackingId(),
                tracked.rowVersion(),
                true,
                tracked.operationId(),
                tracked.transactionId(),
                tracked.field(),
                tracked.labelVersion(),
                tracked.learnable()
                        && tracked.newValue() != null
                        && tracked.signature() != null
                        && tracked.key() != null,
                tracked.newValue(),
                tracked.signature(),
                tracked.key(),
                tracked.direction(),
                tracked.description());
    }

    private static Evidence of(String tenantId, ClassificationRetracted retracted) {
        return new Evidence(
                tenantId,
                retracted.trackingId(),
                retracted.rowVersion(),
                false,
                retracted.operationId(),
                retracted.transactionId(),
                retracted.field(),
                retracted.labelVersion(),
                false,
                null,
                retracted.signature(),
                null,
                null,
                null);
    }
}
