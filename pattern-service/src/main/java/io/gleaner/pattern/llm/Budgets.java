package io.gleaner.pattern.llm;

import io.gleaner.contracts.BudgetWarned;
import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.Budget.Room;
import io.gleaner.pattern.core.BudgetLimit;
import io.gleaner.pattern.core.Cap;
import io.gleaner.pattern.core.Period;
import io.gleaner.pattern.core.Spend;
import io.gleaner.pattern.core.Spending;
import io.gleaner.pattern.llm.SpendingStore.Returned;
import io.gleaner.pattern.llm.SpendingStore.Running;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what tenants spend within their limits: a call is made only if the most it may come to fits in beside what is
 * spent and what calls on their way may come to. Works in the caller's transaction; whoever reserves for a tenant waits for
 * the others who do, so two replicas never give the same room away.
 */
final class Budgets {

    private static final String HELD = "gleaner.llm.budget.held";
    private static final String WARNED = "gleaner.llm.budget.warned";

    private final BudgetStore store;
    private final SpendingStore spending;
    private final Budget unlessSet;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    /** @param unlessSet of tenants that set no limits themselves */
    Budgets(
            BudgetStore store,
            SpendingStore spending,
            Budget unlessSet,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.spending = spending;
        this.unlessSet = unlessSet;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
        for (BudgetLimit limit : BudgetLimit.values()) {
            for (Cap.Mode mode : Cap.Mode.values()) {
                counter(HELD, limit, mode);
                counter(WARNED, limit, mode);
            }
        }
    }

    /**
     * Reserves for a call.
     *
     * @param most that it may come to
     * @param lease how long the call can last: a reservation that nobody settles returns then
     * @return until when the call is held back; empty if the room is reserved
     */
    Optional<Instant> reserve(String tenantId, UUID requestId, Spend most, Duration lease) {
        spending.lock(tenantId);
        Budget budget = store.find(tenantId).orElse(unlessSet);
        Running running = spending.running(tenantId);
        Room room = budget.roomFor(most, running.spending());
        room.exceeded().forEach(limit -> heldBack(tenantId, limit, budget, running.spending()));
        if (room.heldUntil() == null) {
            spending.reserve(tenantId, requestId, most, running.at(), lease);
        }
        return Optional.ofNullable(room.heldUntil());
    }

    /**
     * The call came to its end.
     *
     * @param spend what it came to; null if it was answered and nobody counted: then it counts as the most it could
     */
    void settle(String tenantId, UUID requestId, @Nullable Spend spend) {
        Optional<Returned> returned = spending.takeBack(tenantId, requestId);
        Spend real = spend == null ? returned.map(Returned::most).orElse(Spend.NOTHING) : spend;
        if (real.isNothing()) {
            return;
        }
        spending.add(tenantId, real, returned.map(Returned::reservedAt).orElse(null));
        Budget budget = store.find(tenantId).orElse(unlessSet);
        if (!budget.caps().isEmpty()) {
            Map<Period, Spending> now = spending.running(tenantId).spending();
            budget.nearlyUsedUp(now).forEach(limit -> warn(tenantId, limit, budget, now));
        }
    }

    private void heldBack(String tenantId, BudgetLimit limit, Budget budget, Map<Period, Spending> now) {
        store.countHeldBack(tenantId, limit, in(limit, now).startsAt());
        counter(HELD, limit, cap(limit, budget).mode()).increment();
        warn(tenantId, limit, budget, now);
    }

    private void warn(String tenantId, BudgetLimit limit, Budget budget, Map<Period, Spending> now) {
        Spending period = in(limit, now);
        if (store.markWarned(tenantId, limit, period.startsAt())) {
            Cap cap = cap(limit, budget);
            BudgetWarned warned = new BudgetWarned(
                    limit.text(),
                    cap.mode().text(),
                    cap.amount(),
                    limit.of(period.spent()),
                    period.startsAt(),
                    period.endsAt());
            outbox.announce(Event.of(EventTypes.BUDGET_WARNED, tenantId, clock.instant(), null, warned));
            counter(WARNED, limit, cap.mode()).increment();
        }
    }

    /** All of them are there from the start: the first time that one counts is seen as a rise. */
    private Counter counter(String name, BudgetLimit limit, Cap.Mode mode) {
        return meters.counter(name, "limit", limit.text(), "mode", mode.text());
    }

    private static Spending in(BudgetLimit limit, Map<Period, Spending> now) {
        return Objects.requireNonNull(now.get(limit.period()));
    }

    private static Cap cap(BudgetLimit limit, Budget budget) {
        return Objects.requireNonNull(budget.caps().get(limit));
    }
}
