package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.pattern.core.Budget.Room;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetTest {

    private static final Instant TODAY = Instant.parse("2026-01-30T00:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-01-31T00:00:00Z");
    private static final Instant NEXT_MONTH = Instant.parse("2026-02-01T00:00:00Z");
    private static final Instant SOON = Instant.parse("2026-01-30T10:00:30Z");

    @Test
    void aCallFitsUpToTheLimitItself() {
        Budget budget = new Budget(Map.of(BudgetLimit.TOKENS_PER_DAY, enforced(100)));

        assertThat(budget.roomFor(call(40), spent(60, 0, null)).heldUntil()).isNull();
        assertThat(budget.roomFor(call(41), spent(60, 0, null)).heldUntil()).isEqualTo(TOMORROW);
    }

    @Test
    void theLastOfTheBrokenLimitsToHaveRoomDecides() {
        Budget budget = new Budget(Map.of(
                BudgetLimit.TOKENS_PER_DAY, enforced(100),
                BudgetLimit.TOKENS_PER_MONTH, enforced(100)));

        Room room = budget.roomFor(call(50), spent(60, 0, null));

        assertThat(room.exceeded()).containsExactly(BudgetLimit.TOKENS_PER_DAY, BudgetLimit.TOKENS_PER_MONTH);
        assertThat(room.heldUntil()).isEqualTo(NEXT_MONTH);
    }

    @Test
    void whereOnlyCallsOnTheirWayTakeTheRoomTheFirstOfThemIsWaitedFor() {
        Budget budget = new Budget(Map.of(BudgetLimit.TOKENS_PER_DAY, enforced(100)));

        assertThat(budget.roomFor(call(30), spent(60, 20, SOON)).heldUntil()).isEqualTo(SOON);
        assertThat(budget.roomFor(call(50), spent(60, 20, SOON)).heldUntil()).isEqualTo(TOMORROW);
    }

    @Test
    void aShadowLimitIsExceededAndHoldsNothing() {
        Budget budget = new Budget(Map.of(
                BudgetLimit.COST_PER_DAY,
                new Cap(BigDecimal.ZERO, Cap.Mode.SHADOW),
                BudgetLimit.TOKENS_PER_DAY,
                enforced(100)));

        Room room = budget.roomFor(call(10), spent(0, 0, null));

        assertThat(room).isEqualTo(new Room(List.of(BudgetLimit.COST_PER_DAY), null));
    }

    @Test
    void fourFifthsAreNearlyAll() {
        Budget budget = new Budget(Map.of(BudgetLimit.TOKENS_PER_DAY, enforced(1_000)));

        assertThat(budget.nearlyUsedUp(spent(799, 500, SOON))).isEmpty();
        assertThat(budget.nearlyUsedUp(spent(800, 0, null))).containsExactly(BudgetLimit.TOKENS_PER_DAY);
    }

    private static Cap enforced(long amount) {
        return new Cap(BigDecimal.valueOf(amount), Cap.Mode.ENFORCED);
    }

    private static Spend call(long tokens) {
        return new Spend(tokens, BigDecimal.valueOf(tokens, 2));
    }

    private static Map<Period, Spending> spent(long tokens, long reserved, @Nullable Instant firstReturn) {
        return Map.of(
                Period.DAY, new Spending(TODAY, TOMORROW, call(tokens), call(reserved), firstReturn),
                Period.MONTH, new Spending(TODAY, NEXT_MONTH, call(tokens), call(reserved), firstReturn));
    }
}
