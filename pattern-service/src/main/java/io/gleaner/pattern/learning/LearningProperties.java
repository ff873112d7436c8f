package io.gleaner.pattern.learning;

import io.gleaner.pattern.core.LearningRules;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When counts are enough to suggest something.
 *
 * @param minOccurrences distinct transactions that a signature needs
 * @param minAgreement share of the majority label, above 0.5 to 1
 * @param moreAfterRejection how many more occurrences bring a rejected signature back
 */
@Validated
@ConfigurationProperties("gleaner.learning")
record LearningProperties(
        @DefaultValue("3") @Min(1) long minOccurrences,

        @DefaultValue("0.80") @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("1")
        BigDecimal minAgreement,

        @DefaultValue("10") @Min(1) long moreAfterRejection) {

    LearningRules rules() {
        return new LearningRules(minOccurrences, minAgreement, moreAfterRejection);
    }
}
