package io.gleaner.pattern.operations;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A week of a pattern.
 *
 * @param week its Monday, in UTC
 * @param occurrenceCount in it
 * @param avgCostWithLlm of the runs in it; null where no cost is known
 * @param totalOccurrences up to its end
 * @param confidenceScore by all that was seen up to its end
 * @param accuracy of the runs in it
 */
record WeekView(
        LocalDate week,
        long occurrenceCount,
        @Nullable BigDecimal avgCostWithLlm,
        long totalOccurrences,
        int confidenceScore,
        Accuracy accuracy) {}
