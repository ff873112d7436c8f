package io.gleaner.pattern.patterns;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.PatternDeleted;
import io.gleaner.contracts.PatternPaused;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.pattern.core.Conditions;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Tells others what patterns there are, in the transaction that changes one. */
final class PatternAnnouncements {

    private final Outbox outbox;
    private final Clock clock;

    PatternAnnouncements(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void activated(Pattern pattern, @Nullable String traceparent) {
        Conditions conditions = pattern.conditions();
        PatternActivated activated = new PatternActivated(
                pattern.id().toString(),
                pattern.rowVersion(),
                pattern.suggestionId().toString(),
                pattern.signature().field(),
                pattern.label(),
                pattern.tokens().list(),
                conditions.direction(),
                pattern.priority(),
                conditions.amountMin(),
                conditions.amountMax(),
                conditions.accountId(),
                conditions.currency(),
                pattern.createdAt());
        announce(EventTypes.PATTERN_ACTIVATED, pattern, activated, traceparent);
    }

    void paused(Pattern pattern, Pause pause, @Nullable String traceparent) {
        PatternPaused paused = new PatternPaused(
                pattern.id().toString(),
                pattern.rowVersion(),
                pattern.suggestionId().toString(),
                pattern.signature().field(),
                pattern.label(),
                pause.reason().text(),
                pause.occurrences(),
                pause.precision());
        announce(EventTypes.PATTERN_PAUSED, pattern, paused, traceparent);
    }

    void deleted(Pattern pattern) {
        PatternDeleted deleted = new PatternDeleted(
                pattern.id().toString(),
                pattern.rowVersion(),
                pattern.signature().field(),
                pattern.label());
        announce(EventTypes.PATTERN_DELETED, pattern, deleted, null);
    }

    private <P> void announce(EventType<P> type, Pattern pattern, P payload, @Nullable String traceparent) {
        outbox.announce(Event.of(type, pattern.tenantId(), clock.instant(), traceparent, payload));
    }
}
