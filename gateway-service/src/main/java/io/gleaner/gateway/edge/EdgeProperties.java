package io.gleaner.gateway.edge;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of every request.
 *
 * @param maxBody a JSON body above this is answered 413
 * @param requestsPerSecond of one tenant on one replica, on average; above it 429
 * @param burst requests that a tenant may send at once after a pause
 * @param maxTenants tenants whose rate one replica remembers
 */
@Validated
@ConfigurationProperties("gleaner.edge")
record EdgeProperties(
        @DefaultValue("8MB") @NotNull DataSize maxBody,
        @DefaultValue("5000") @Min(1) int requestsPerSecond,
        @DefaultValue("10000") @Min(1) int burst,
        @DefaultValue("10000") @Min(1) int maxTenants) {}
