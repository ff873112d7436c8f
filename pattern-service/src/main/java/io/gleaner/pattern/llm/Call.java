package io.gleaner.pattern.llm;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps of a call.
 *
 * @param outcome {@code answered}, {@code busy} or the failure
 * @param prompt null unless prompts are stored
 */
record Call(
        String model,
        Usage usage,
        BigDecimal cost,
        Duration latency,
        String outcome,
        @Nullable String traceId,
        @Nullable String prompt) {}
