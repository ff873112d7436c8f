package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.BudgetLimit;
import io.gleaner.pattern.core.Cap;
import io.gleaner.pattern.core.Period;
import io.gleaner.pattern.core.Spending;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a limit in the period that is running; amounts in its unit, tokens or money.
 *
 * @param reserved for calls that are on their way
 * @param remaining what is neither spent nor reserved; never below zero
 * @param warnedAt when a warning went out; null if none did
 * @param heldBack how often a call was held back, or, in shadow mode, would have been
 */
record LimitUse(
        BigDecimal amount,
        String mode,
        BigDecimal spent,
        BigDecimal reserved,
        BigDecimal remaining,
        Instant periodStartsAt,
        Instant periodEndsAt,
        @Nullable Instant warnedAt,
        long heldBack) {

    /** A limit in a period. */
    record Of(String limit, Instant periodStartsAt) {}

    /** What is written down of it. */
    record Mark(@Nullable Instant warnedAt, long heldBack) {

        static final Mark NONE = new Mark(null, 0);
    }

    static Map<BudgetLimit, LimitUse> of(Budget budget, Map<Period, Spending> spending, Map<Of, Mark> marks) {
        Map<BudgetLimit, LimitUse> uses = new EnumMap<>(BudgetLimit.class);
        budget.caps().forEach((limit, cap) -> {
            Spending period = Objects.requireNonNull(spending.get(limit.period()));
            Mark mark = marks.getOrDefault(new Of(limit.text(), period.startsAt()), Mark.NONE);
            uses.put(limit, of(limit, cap, period, mark));
        });
        return uses;
    }

    private static LimitUse of(BudgetLimit limit, Cap cap, Spending period, Mark mark) {
        BigDecimal spent = limit.of(period.spent());
        BigDecimal reserved = limit.of(period.reserved());
        return new LimitUse(
                cap.amount(),
                cap.mode().text(),
                spent,
                reserved,
                cap.amount().subtract(spent).subtract(reserved).max(BigDecimal.ZERO),
                period.startsAt(),
                period.endsAt(),
                mark.warnedAt(),
                mark.heldBack());
    }
}
