package io.gleaner.pattern.core.workflows;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * Exact: how many known values there are and what they add up to.
 *
 * @param total without trailing zeros behind the point, so that equal sums look the same
 */
public record Sum(long known, BigDecimal total) {

    public static final Sum NONE = new Sum(0, BigDecimal.ZERO);

    public Sum {
        total = plain(total);
    }

    /** Their mean, to 34 digits; null of none. */
    public @Nullable BigDecimal mean() {
        return known == 0 ? null : plain(total.divide(BigDecimal.valueOf(known), MathContext.DECIMAL128));
    }

    /** A share of the mean; null of none. */
    public @Nullable BigDecimal mean(BigDecimal share) {
        return new Sum(known, total.multiply(share)).mean();
    }

    /** Both sums as one. */
    public Sum plus(Sum other) {
        return new Sum(known + other.known, total.add(other.total));
    }

    /** The same number without trailing zeros, and without an exponent. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
