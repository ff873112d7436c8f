package io.gleaner.gateway.acceptance;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long the gateway keeps its word.
 *
 * @param lease how long a command counts as running when nothing more is heard of it; longer than the producer's
 *     delivery timeout and the owners' response timeout, or a repeat may run beside the first
 * @param keep how long a key is known, and an operation is answered that its owner has not seen yet
 * @param maxRows rows of one group commit
 * @param maxWaiting rows of one tenant that wait for a group commit; above it 503
 */
@Validated
@ConfigurationProperties("gleaner.acceptance")
record AcceptanceProperties(
        @DefaultValue("30s") @NotNull Duration lease,
        @DefaultValue("24h") @NotNull Duration keep,
        @DefaultValue("500") @Min(1) @Max(5_000) int maxRows,
        @DefaultValue("20000") @Min(1) int maxWaiting) {}
