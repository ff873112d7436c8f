package io.gleaner.pattern.settings;

import io.gleaner.pattern.core.Trust;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How reliable a label must have proved to be suggested.
 *
 * @param targetPrecision least expected precision of a signature with enough transactions, 0 to 1
 * @param earlyOccurrences from how many transactions on a signature is enough whose kind has proved itself
 * @param earlyPrecision least expected precision of such a signature; above 0.95, what is expected without any record
 */
@Validated
@ConfigurationProperties("gleaner.learning")
record TrustProperties(
        @DefaultValue("0.88") @DecimalMin("0") @DecimalMax("1")
        BigDecimal targetPrecision,

        @DefaultValue("1") @Min(1) long earlyOccurrences,

        @DefaultValue("0.98") @DecimalMin(value = "0.95", inclusive = false) @DecimalMax("1")
        BigDecimal earlyPrecision) {

    Trust trust() {
        return new Trust(targetPrecision, earlyOccurrences, earlyPrecision);
    }
}
