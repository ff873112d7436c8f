package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.patterns.PatternChanging;
import org.springframework.context.event.EventListener;

/**
 * What a pattern's change does to suggestions, in the same transaction. One that stops is not validated again, and one that a
 * person resumes or deletes leaves nothing to decide about its signature.
 */
final class PatternChanges {

    private final SettledStore store;

    PatternChanges(SettledStore store) {
        this.store = store;
    }

    @EventListener(PatternChanging.class)
    void follow(PatternChanging change) {
        if (change.next() != PatternStatus.ACTIVE) {
            store.endRevalidation(change.tenantId(), change.suggestionId());
        }
        if (change.next() != PatternStatus.PAUSED) {
            store.withdrawUndecided(change.tenantId(), change.signature());
        }
    }
}
