package io.gleaner.pattern.suggestions;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.SuggestionRaised;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.outbox.Outbox;
import java.time.Clock;

/** Tells others what was decided, in the transaction that decides it. */
final class Announcements {

    private final Outbox outbox;
    private final Clock clock;

    Announcements(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void outcome(Suggestion suggestion) {
        String model = suggestion.model();
        SuggestionRaised raised = new SuggestionRaised(
                suggestion.id().toString(),
                suggestion.signature().field(),
                suggestion.label(),
                suggestion.key(),
                suggestion.occurrences(),
                suggestion.agreement(),
                suggestion.confidence(),
                suggestion.status().text(),
                suggestion.reasoning(),
                suggestion.risk(),
                model == null ? Settlement.NO_MODEL : model,
                suggestion.tokens().list());
        outbox.announce(Event.of(
                EventTypes.SUGGESTION_RAISED,
                suggestion.tenantId(),
                clock.instant(),
                suggestion.traceparent(),
                raised));
    }
}
