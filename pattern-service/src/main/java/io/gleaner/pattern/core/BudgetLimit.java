package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be limited. */
public enum BudgetLimit {
    TOKENS_PER_DAY(Period.DAY, true),
    TOKENS_PER_MONTH(Period.MONTH, true),
    COST_PER_DAY(Period.DAY, false),
    COST_PER_MONTH(Period.MONTH, false);

    private final Period period;
    private final boolean tokens;

    BudgetLimit(Period period, boolean tokens) {
        this.period = period;
        this.tokens = tokens;
    }

    /** As tables and clients write it, such as {@code cost_per_day}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The limit of this name. */
    public static Optional<BudgetLimit> ofText(String text) {
        return Arrays.stream(values())
                .filter(limit -> limit.text().equals(text))
                .findFirst();
    }

    public Period period() {
        return period;
    }

    /** Whether it counts tokens, of which there are whole ones only. */
    public boolean ofTokens() {
        return tokens;
    }

    /** What it counts of this. */
    public BigDecimal of(Spend spend) {
        return tokens ? BigDecimal.valueOf(spend.tokens()) : spend.cost();
    }
}
