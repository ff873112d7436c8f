package io.gleaner.pattern.core;

import java.math.BigDecimal;

/**
 * What calls to a model come to.
 *
 * @param tokens input and output together
 * @param cost in the currency of the configured prices
 */
public record Spend(long tokens, BigDecimal cost) {

    public static final Spend NOTHING = new Spend(0, BigDecimal.ZERO);

    public boolean isNothing() {
        return tokens == 0 && cost.signum() == 0;
    }

    public Spend plus(Spend other) {
        return new Spend(tokens + other.tokens, cost.add(other.cost));
    }
}
