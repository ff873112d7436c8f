package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A limit of what a tenant may spend on the language model is nearly used up, or held a call back; published once per
 * limit and period.
 *
 * @param limit {@code tokens_per_day}, {@code tokens_per_month}, {@code cost_per_day} or {@code cost_per_month}
 * @param mode {@code enforced}, or {@code shadow} if the limit holds nothing back
 * @param amount of the limit: tokens, or money in the currency of the configured prices
 * @param spent in this period so far, in the same unit
 * @param periodEndsAt when the limit has room again
 */
public record BudgetWarned(
        String limit, String mode, BigDecimal amount, BigDecimal spent, Instant periodStartsAt, Instant periodEndsAt) {}
