package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.BudgetLimit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's calls came to.
 *
 * @param calls that a provider may have seen
 * @param tokens input and output together
 * @param cost in the currency of the configured prices
 * @param budget what became of the tenant's limits in the periods that are running, by their names; null while none is
 *     set
 * @param nextAllowedCall the earliest of the purposes'; null if all may call now
 */
record LlmUsage(
        long calls,
        long tokens,
        long inputTokens,
        long outputTokens,
        long cachedTokens,
        BigDecimal cost,
        String provider,
        String model,
        @Nullable Map<String, LimitUse> budget,
        @Nullable Instant nextAllowedCall,
        List<OfPurpose> purposes) {

    /** The same, of one purpose. */
    record OfPurpose(
            String purpose,
            long calls,
            long inputTokens,
            long outputTokens,
            long cachedTokens,
            BigDecimal cost,
            @Nullable Instant nextAllowedCall) {

        long tokens() {
            return inputTokens + outputTokens;
        }
    }

    /** Sums of all purposes. */
    static LlmUsage of(List<OfPurpose> purposes, String provider, String model, Map<BudgetLimit, LimitUse> budget) {
        return new LlmUsage(
                purposes.stream().mapToLong(OfPurpose::calls).sum(),
                purposes.stream().mapToLong(OfPurpose::tokens).sum(),
                purposes.stream().mapToLong(OfPurpose::inputTokens).sum(),
                purposes.stream().mapToLong(OfPurpose::outputTokens).sum(),
                purposes.stream().mapToLong(OfPurpose::cachedTokens).sum(),
                purposes.stream().map(OfPurpose::cost).reduce(BigDecimal.ZERO, BigDecimal::add),
                provider,
                model,
                budget.isEmpty() ? null : byName(budget),
                earliest(purposes),
                purposes);
    }

    private static Map<String, LimitUse> byName(Map<BudgetLimit, LimitUse> budget) {
        Map<String, LimitUse> byName = new LinkedHashMap<>();
        budget.forEach((limit, use) -> byName.put(limit.text(), use));
        return byName;
    }

    private static @Nullable Instant earliest(List<OfPurpose> purposes) {
        Instant earliest = null;
        for (OfPurpose purpose : purposes) {
            Instant next = purpose.nextAllowedCall();
            if (next == null) {
                return null;
            }
            earliest = earliest == null || next.isBefore(earliest) ? next : earliest;
        }
        return earliest;
    }
}
