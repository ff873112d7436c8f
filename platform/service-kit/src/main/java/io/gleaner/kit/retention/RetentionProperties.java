package io.gleaner.kit.retention;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How rows are forgotten; how long they are kept is a setting of each feature.
 *
 * @param every between the end of a run and the next, over all replicas
 * @param maxRows rows of one transaction
 */
@Validated
@ConfigurationProperties("gleaner.retention")
record RetentionProperties(
        @DefaultValue("10m") @NotNull Duration every,
        @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxRows) {}
