package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.CandidateRule;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When an operation is worth a look, and how punctually runs leave its savings.
 *
 * @param candidateOccurrences a candidate was seen at least so often
 * @param candidateConfidence and is at least so sure, from 0 to 100
 * @param candidateSavings and would save at least so much a month
 * @param aging between two looks for runs that are older than 30 days
 */
@Validated
@ConfigurationProperties("gleaner.operations")
record OperationsProperties(
        @DefaultValue("5") @Min(1) long candidateOccurrences,
        @DefaultValue("70") @Min(0) @Max(100) int candidateConfidence,

        @DefaultValue("0.50") @NotNull @DecimalMin("0") BigDecimal candidateSavings,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration aging) {

    CandidateRule rule() {
        return new CandidateRule(candidateOccurrences, candidateConfidence, candidateSavings);
    }
}
