package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant may spend on a model.
 *
 * @param caps by limit; what is not limited is missing
 */
public record Budget(Map<BudgetLimit, Cap> caps) {

    public static final Budget UNLIMITED = new Budget(Map.of());

    /** Share of a limit, in percent, from which its owner is warned. */
    private static final BigDecimal WARNED_FROM_PERCENT = BigDecimal.valueOf(80);

    public Budget {
        EnumMap<BudgetLimit, Cap> sorted = new EnumMap<>(BudgetLimit.class);
        sorted.putAll(caps);
        caps = Collections.unmodifiableMap(sorted);
    }

    /**
     * Whether a call fits in.
     *
     * @param exceeded limits that it would break, whatever their mode
     * @param heldUntil when to ask again, at the earliest; null if it may be made now
     */
    public record Room(List<BudgetLimit> exceeded, @Nullable Instant heldUntil) {}

    /** Whether a call that may come to this fits in beside what is spent and reserved. */
    public Room roomFor(Spend call, Map<Period, Spending> spending) {
        List<BudgetLimit> exceeded = caps.keySet().stream()
                .filter(limit -> !allows(limit, now(limit, spending).reserved().plus(call), spending))
                .toList();
        Instant heldUntil = exceeded.stream()
                .filter(limit -> cap(limit).enforced())
                .map(limit -> again(limit, call, now(limit, spending), spending))
                .max(Instant::compareTo)
                .orElse(null);
        return new Room(exceeded, heldUntil);
    }

    /** Limits of which four fifths are spent. */
    public List<BudgetLimit> nearlyUsedUp(Map<Period, Spending> spending) {
        return caps.keySet().stream()
                .filter(limit -> limit.of(now(limit, spending).spent())
                                .movePointRight(2)
                                .compareTo(cap(limit).amount().multiply(WARNED_FROM_PERCENT))
                        >= 0)
                .toList();
    }

    /** Where only calls on their way take the room, the first of them to end may give it back. */
    private Instant again(BudgetLimit limit, Spend call, Spending now, Map<Period, Spending> spending) {
        Instant firstReturn = now.firstReturn();
        return firstReturn != null && allows(limit, call, spending) ? firstReturn : now.endsAt();
    }

    private boolean allows(BudgetLimit limit, Spend more, Map<Period, Spending> spending) {
        return cap(limit).allows(limit.of(now(limit, spending).spent().plus(more)));
    }

    private Cap cap(BudgetLimit limit) {
        return Objects.requireNonNull(caps.get(limit));
    }

    private static Spending now(BudgetLimit limit, Map<Period, Spending> spending) {
        return Objects.requireNonNull(spending.get(limit.period()));
    }
}
