package io.gleaner.tracking.classifications;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Label;
import io.gleaner.tracking.labels.GivenLabel;
import io.gleaner.tracking.operations.OperationPart;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event in which a user gave transactions a value for a field.
 *
 * @param value null clears the label
 * @param transactionIds each once
 */
record Edit(
        Received received,
        OperationPart operation,
        Field field,
        @Nullable String value,
        Set<String> transactionIds) {

    static Edit of(Received received) {
        ClassificationRecorded payload = received.payload(ClassificationRecorded.class);
        Set<String> ids = new LinkedHashSet<>(payload.transactionIds());
        OperationPart operation = new OperationPart(
                OperationPart.Kind.CLASSIFICATION,
                received,
                payload.operationId(),
                payload.userId(),
                payload.part(),
                payload.parts(),
                ids.size());
        return new Edit(received, operation, Field.of(payload.field()).orElseThrow(), payload.value(), ids);
    }

    Event<?> event() {
        return received.event();
    }

    String tenantId() {
        return event().tenantId();
    }

    /** The label as it was given; empty where it is cleared. */
    Optional<GivenLabel> label() {
        return Optional.ofNullable(value).flatMap(Label::of).map(label -> new GivenLabel(tenantId(), field, label));
    }
}
