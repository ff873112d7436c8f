package io.gleaner.tracking.patterns;

import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.PatternDeleted;
import io.gleaner.contracts.PatternPaused;
import io.gleaner.kit.events.Event;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of a pattern. That a pattern was paused or deleted says nothing of its rule, which is known from its
 * activation.
 *
 * @param rule null where the event does not say it
 */
record PatternCopy(
        String tenantId,
        String patternId,
        long rowVersion,
        String status,
        @Nullable Rule rule) {

    /** What a pattern does; see the columns of {@code known_patterns}. */
    record Rule(
            String field,
            String label,
            List<String> tokens,
            @Nullable String direction,
            @Nullable BigDecimal amountMin,
            @Nullable BigDecimal amountMax,
            @Nullable String accountId,
            @Nullable String currency,
            int priority,
            String createdAt) {}

    /** Empty where the event is about something else. */
    static Optional<PatternCopy> of(Event<?> event) {
        return Optional.ofNullable(
                switch (event.payload()) {
                    case PatternActivated active ->
                        new PatternCopy(
                                event.tenantId(),
                                active.patternId(),
                                active.rowVersion(),
                                "active",
                                rule(active, event));
                    case PatternPaused paused ->
                        new PatternCopy(event.tenantId(), paused.patternId(), paused.rowVersion(), "paused", null);
                    case PatternDeleted deleted ->
                        new PatternCopy(event.tenantId(), deleted.patternId(), deleted.rowVersion(), "deleted", null);
                    default -> null;
                });
    }

    private static Rule rule(PatternActivated active, Event<?> event) {
        return new Rule(
                active.field(),
                active.label(),
                active.tokens(),
                active.direction(),
                active.amountMin(),
                active.amountMax(),
                active.accountId(),
                active.currency(),
                active.priority(),
                (active.createdAt() == null ? event.time() : active.createdAt()).toString());
    }
}
