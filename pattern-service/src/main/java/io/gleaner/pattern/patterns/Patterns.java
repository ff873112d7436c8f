package io.gleaner.pattern.patterns;

import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.PauseReason;
import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Support;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The patterns of tenants: each change is told in the transaction that makes it. A change that is none, or that the
 * pattern's status no longer allows, has no effect. Every method works in the caller's transaction.
 */
public final class Patterns {

    private final PatternStore store;
    private final SupportStore supports;
    private final PatternAnnouncements announcements;
    private final ApplicationEventPublisher inProcess;

    Patterns(
            PatternStore store,
            SupportStore supports,
            PatternAnnouncements announcements,
            ApplicationEventPublisher inProcess) {
        this.store = store;
        this.supports = supports;
        this.announcements = announcements;
        this.inProcess = inProcess;
    }

    /**
     * A suggestion makes one pattern, however often it is approved.
     *
     * @param byPerson whether a person says that its support is enough as it is
     */
    public void activate(NewPattern made, boolean byPerson, @Nullable String traceparent) {
        store.insert(made).ifPresent(pattern -> {
            if (byPerson) {
                store.uphold(pattern, supports.of(pattern).seen());
            }
            announcements.activated(pattern, traceparent);
        });
    }

    /** A person found fault with the pattern of this suggestion. */
    public void pauseOf(String tenantId, UUID suggestionId, @Nullable String traceparent) {
        store.ofSuggestion(tenantId, suggestionId)
                .ifPresent(pattern -> pause(pattern, Pause.of(PauseReason.USER), traceparent));
    }

    /** Pauses those resting on these signatures whose support is not what it was: too few are left, or they disagree. */
    public void review(String tenantId, List<Signature> signatures, LearningRules rules, @Nullable String traceparent) {
        for (SupportStore.Supported supported : supports.atStake(tenantId, signatures)) {
            supported.support().lost(rules).ifPresent(reason -> pause(supported, reason, traceparent));
        }
    }

    /**
     * Pauses those resting on these signatures whose label has been wrong too often by now, and resumes those that users
     * disagreed with and agree with again; what they corrected too often has to wait for more of their labels, as a
     * rejected suggestion does. What a person paused, or what lost its transactions, stays paused.
     */
    public void judge(
            String tenantId,
            Map<Signature, Reliability> reliabilities,
            LearningRules rules,
            @Nullable String traceparent) {
        for (SupportStore.Supported supported : supports.atStake(tenantId, reliabilities.keySet())) {
            Reliability reliability =
                    reliabilities.getOrDefault(supported.pattern().signature(), Reliability.UNKNOWN);
            if (rules.trust().lost(supported.support(), reliability, rules)) {
                pause(supported, PauseReason.AMBIGUITY, traceparent);
            } else if (rules.trust()
                    .regained(supported.support(), supported.pattern().correctedAt(), reliability, rules)) {
                resume(supported.pattern());
            }
        }
    }

    private void pause(SupportStore.Supported supported, PauseReason reason, @Nullable String traceparent) {
        long left = supported.support().tally().occurrences();
        pause(supported.pattern(), new Pause(reason, left, null), traceparent);
    }

    void pause(Pattern seen, Pause pause, @Nullable String traceparent) {
        step(seen, PatternStatus.PAUSED).ifPresent(locked -> {
            Long correctedAt = pause.reason() == PauseReason.PRECISION
                    ? (Long) supports.of(locked).tally().occurrences()
                    : null;
            announcements.paused(store.pause(locked, pause.reason(), correctedAt), pause, traceparent);
        });
    }

    void resume(Pattern seen) {
        step(seen, PatternStatus.ACTIVE).ifPresent(locked -> {
            Support.Upheld upheld = supports.of(locked).seen();
            announcements.activated(store.resume(locked, upheld), null);
        });
    }

    void delete(Pattern seen) {
        step(seen, PatternStatus.DELETED).ifPresent(locked -> announcements.deleted(store.delete(locked)));
    }

    /** Told at once by an active pattern, and by a paused one once it is resumed. */
    void prioritise(Pattern seen, int priority) {
        Pattern locked = store.lock(seen);
        if (locked.priority() != priority && locked.status() != PatternStatus.DELETED) {
            Pattern changed = store.prioritise(locked, priority);
            if (changed.status() == PatternStatus.ACTIVE) {
                announcements.activated(changed, null);
            }
        }
    }

    private Optional<Pattern> step(Pattern seen, PatternStatus next) {
        if (!seen.status().mayBecome(next)) {
            return Optional.empty();
        }
        inProcess.publishEvent(new PatternChanging(seen.tenantId(), seen.suggestionId(), seen.signature(), next));
        return Optional.of(store.lock(seen)).filter(locked -> locked.status().mayBecome(next));
    }
}
