package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.BudgetLimit;
import io.gleaner.pattern.core.Cap;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What each tenant may spend on a model until it sets limits itself; no limit where nothing is said.
 *
 * @param tokensPerDay input and output together, per day in UTC
 * @param tokensPerMonth the same per month
 * @param costPerDay in the currency of the prices, per day in UTC
 * @param costPerMonth the same per month
 * @param mode whether these limits hold calls back, or only count what they would hold back
 */
@Validated
@ConfigurationProperties("gleaner.llm.budget")
record BudgetProperties(
        @Nullable @PositiveOrZero Long tokensPerDay,
        @Nullable @PositiveOrZero Long tokensPerMonth,
        @Nullable @PositiveOrZero BigDecimal costPerDay,
        @Nullable @PositiveOrZero BigDecimal costPerMonth,
        @DefaultValue("enforced") @NotNull Cap.Mode mode) {

    Budget budget() {
        Map<BudgetLimit, Cap> caps = new EnumMap<>(BudgetLimit.class);
        put(caps, BudgetLimit.TOKENS_PER_DAY, tokensPerDay == null ? null : BigDecimal.valueOf(tokensPerDay));
        put(caps, BudgetLimit.TOKENS_PER_MONTH, tokensPerMonth == null ? null : BigDecimal.valueOf(tokensPerMonth));
        put(caps, BudgetLimit.COST_PER_DAY, costPerDay);
        put(caps, BudgetLimit.COST_PER_MONTH, costPerMonth);
        return new Budget(caps);
    }

    private void put(Map<BudgetLimit, Cap> caps, BudgetLimit limit, @Nullable BigDecimal amount) {
        if (amount != null) {
            caps.put(limit, new Cap(amount, mode));
        }
    }
}
