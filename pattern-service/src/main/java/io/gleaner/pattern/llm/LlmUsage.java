package io.gleaner.pattern.llm;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's calls came to.
 *
 * @param calls that a provider may have seen
 * @param tokens input and output together
 * @param cost in the currency of the configured prices
 * @param budget limits of the tenant by their names; null while none is set
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
        @Nullable Map<String, BigDecimal> budget,
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
    static LlmUsage of(List<OfPurpose> purposes, String provider, String model) {
        return new LlmUsage(
                purposes.stream().mapToLong(OfPurpose::calls).sum(),
                purposes.stream().mapToLong(OfPurpose::tokens).sum(),
                purposes.stream().mapToLong(OfPurpose::inputTokens).sum(),
                purposes.stream().mapToLong(OfPurpose::outputTokens).sum(),
                purposes.stream().mapToLong(OfPurpose::cachedTokens).sum(),
                purposes.stream().map(OfPurpose::cost).reduce(BigDecimal.ZERO, BigDecimal::add),
                provider,
                model,
                null,
                earliest(purposes),
                purposes);
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
