package io.gleaner.tracking.labels;

import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Label;

/** A label that somebody of a tenant gives to a field. */
public record GivenLabel(String tenantId, Field field, Label label) {

    /** Two spellings of one label are one. */
    Identity identity() {
        return new Identity(tenantId, field.id(), label.folded());
    }

    /** What is unique in {@code known_labels}. */
    record Identity(String tenantId, String field, String folded) {}
}
