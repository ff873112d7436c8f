package io.gleaner.pattern.validation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How suggestions are validated.
 *
 * @param poll between two looks for suggestions that are due; those of this process's own windows are seen at once
 * @param coverageTimeout of one question to tracking-service, which reads all keys of the tenant for it; shorter than
 *     gleaner.llm.takeover-grace, or another worker asks the same meanwhile
 * @param coverageRetry until tracking-service is asked again after it could not answer
 */
@Validated
@ConfigurationProperties("gleaner.validation")
record ValidationProperties(
        @DefaultValue("250ms") @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration coverageTimeout,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration coverageRetry) {}
