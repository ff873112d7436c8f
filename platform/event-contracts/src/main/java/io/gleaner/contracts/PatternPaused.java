package io.gleaner.contracts;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A pattern labels nothing until it is activated again.
 *
 * @param rowVersion raised with every change of the pattern
 * @param reason {@code precision} (users corrected too many of its labels), {@code support} (too few transactions are left
 *     that it rests on), {@code ambiguity} (users no longer agree on them) or {@code user}
 * @param occurrences transactions that it rests on, if that is known
 * @param precision right ones among its last labels, 0 to 1; null if it has set none
 */
public record PatternPaused(
        String patternId,
        long rowVersion,
        @Nullable String suggestionId,
        String field,
        String label,
        String reason,
        @Nullable Long occurrences,
        @Nullable BigDecimal precision) {}
