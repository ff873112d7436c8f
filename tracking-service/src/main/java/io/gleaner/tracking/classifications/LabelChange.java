package io.gleaner.tracking.classifications;

import io.gleaner.tracking.classifications.FieldEdits.Target;
import org.jspecify.annotations.Nullable;

/**
 * A label that an edit changed, and what is known of its transaction.
 *
 * @param labelVersion how often this label of this transaction has changed, this time included
 */
record LabelChange(
        Target target,
        @Nullable String oldValue,
        long labelVersion,
        String direction,
        @Nullable String description,
        @Nullable String key,
        @Nullable String origin,
        @Nullable String destination) {}
