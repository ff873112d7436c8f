package io.gleaner.pattern.settings;

import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Trust;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When counts are enough to suggest something, for tenants without settings of their own.
 *
 * @param minOccurrences distinct transactions that a signature needs
 * @param minAgreement share of the majority label, above 0.5 to 1
 * @param moreAfterRejection how many more occurrences bring a rejected signature back
 * @param revalidateAt occurrences at which what was suggested is a candidate again, ascending
 * @param analyzeAfter unprocessed classifications of a lazy tenant that are counted without being asked for
 */
@Validated
@ConfigurationProperties("gleaner.learning")
record LearningProperties(
        @DefaultValue("3") @Min(1) long minOccurrences,

        @DefaultValue("0.80") @DecimalMin(value = "0.5", inclusive = false) @DecimalMax("1")
        BigDecimal minAgreement,

        @DefaultValue("10") @Min(1) long moreAfterRejection,

        @DefaultValue({"5", "10"}) @NotNull List<@Min(2) Long> revalidateAt,

        @DefaultValue("500") @Min(1) long analyzeAfter) {

    LearningRules rules(Trust trust) {
        return new LearningRules(
                minOccurrences, minAgreement, moreAfterRejection, List.copyOf(revalidateAt), false, trust);
    }
}
