package io.gleaner.tracking.classifications;

import io.gleaner.tracking.classifications.FieldEdits.Target;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A label that an edit changed, and what is known of its transaction.
 *
 * @param labelVersion how often this label of this transaction has changed, this time included
 * @param before who had set the old value
 */
record LabelChange(
        Target target,
        @Nullable String oldValue,
        long labelVersion,
        String direction,
        @Nullable String description,
        @Nullable String key,
        @Nullable String origin,
        @Nullable String destination,
        BigDecimal amount,
        Provenance before) {

    /**
     * Who set a label.
     *
     * @param setBy {@code user}, {@code import} or {@code pattern}; null where nobody has
     * @param setAt as PostgreSQL writes it
     */
    record Provenance(
            @Nullable String setBy,
            @Nullable String setById,
            @Nullable String setAt) {}

    /** The pattern that had set what the new value contradicts, if one had. */
    Optional<String> correctedPattern(@Nullable String newValue) {
        return "pattern".equals(before.setBy()) && !Objects.equals(oldValue, newValue)
                ? Optional.ofNullable(before.setById())
                : Optional.empty();
    }
}
