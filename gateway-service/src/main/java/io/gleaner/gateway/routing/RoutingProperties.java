package io.gleaner.gateway.routing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of a call to another service.
 *
 * @param connectTimeout until the connection stands
 * @param responseTimeout until the whole answer is there
 * @param maxResponse an answer above this is not passed on
 * @param maxConnections to one service
 * @param breakerCalls calls that the breaker looks back at
 * @param breakerFailurePercent of them that open it
 * @param breakerWait until an open breaker lets a few calls try
 * @param timelineTimeout until an operation is answered without the steps of a service that is late
 */
@Validated
@ConfigurationProperties("gleaner.routing")
record RoutingProperties(
        @DefaultValue("2s") @NotNull Duration connectTimeout,
        @DefaultValue("10s") @NotNull Duration responseTimeout,
        @DefaultValue("16MB") @NotNull DataSize maxResponse,
        @DefaultValue("200") @Min(1) int maxConnections,
        @DefaultValue("20") @Min(1) int breakerCalls,
        @DefaultValue("50") @Min(1) @Max(100) int breakerFailurePercent,
        @DefaultValue("5s") @NotNull Duration breakerWait,
        @DefaultValue("2s") @NotNull Duration timelineTimeout) {}
