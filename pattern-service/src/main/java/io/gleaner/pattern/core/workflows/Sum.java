package io.gleaner.pattern.core.workflows;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Exact: how many known values there are and what they add up to. */
public record Sum(long known, BigDecimal total) {

    public static final Sum NONE = new Sum(0, BigDecimal.ZERO);

    /** Their mean, to 34 digits; null of none. */
    public @Nullable BigDecimal mean() {
        return known == 0 ? null : total.divide(BigDecimal.valueOf(known), MathContext.DECIMAL128);
    }

    /** Both sums as one. */
    public Sum plus(Sum other) {
        return new Sum(known + other.known, total.add(other.total));
    }
}
