package io.gleaner.pattern.patterns;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patterns are judged and looked at.
 *
 * @param minPrecision share of a pattern's last labels that users left alone, 0 to 1; below it the pattern is paused
 * @param previewTimeout of one question to tracking-service about what a pattern would change
 */
@Validated
@ConfigurationProperties("gleaner.patterns")
record PatternsProperties(
        @DefaultValue("0.80") @NotNull @DecimalMin("0") @DecimalMax("1")
        BigDecimal minPrecision,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration previewTimeout) {}
