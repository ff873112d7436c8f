package io.gleaner.pattern.suggestions;

import static java.util.stream.Collectors.toMap;

import io.gleaner.pattern.core.Conditions;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.patterns.NewPattern;
import io.gleaner.pattern.patterns.Patterns;
import io.gleaner.pattern.records.TrackRecords;
import io.gleaner.pattern.settings.TenantSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The suggestions of tenants. Every method works in the caller's transaction. */
public final class Suggestions {

    private final RecountStore counts;
    private final TrackRecords records;
    private final SuggestionStore store;
    private final Patterns patterns;
    private final Announcements announcements;
    private final TenantSettings settings;

    Suggestions(
            RecountStore counts,
            TrackRecords records,
            SuggestionStore store,
            Patterns patterns,
            Announcements announcements,
            TenantSettings settings) {
        this.counts = counts;
        this.records = records;
        this.store = store;
        this.patterns = patterns;
        this.announcements = announcements;
        this.settings = settings;
    }

    /**
     * Counts these signatures again and judges them by what is new: pauses active patterns that lost their support,
     * pauses and resumes patterns by how their labels fared, and raises, refreshes or withdraws what rests on the
     * signatures. What crossed a threshold of validation is a candidate again. New conflicts are announced: they have their outcome.
     *
     * @return how many suggestions it raised or touched
     */
    public int recount(String tenantId, List<Signature> signatures, @Nullable String traceparent) {
        return recount(tenantId, signatures, traceparent, settings.of(tenantId).rules());
    }

    /** The same by rules that the caller has read. */
    public int recount(String tenantId, List<Signature> signatures, @Nullable String traceparent, LearningRules rules) {
        counts.lock(tenantId, signatures);
        patterns.review(tenantId, signatures, rules, traceparent);
        Recount recount = new Recount(rules);
        List<Counted> counted = counts.counted(tenantId, signatures, rules.revalidateAt());
        Map<Signature, Reliability> reliabilities = reliabilities(tenantId, counted);
        patterns.judge(tenantId, reliabilities, rules, traceparent);
        counted.forEach(one -> recount.decide(one, reliabilities.getOrDefault(one.signature(), Reliability.UNKNOWN)));
        Set<UUID> written = new HashSet<>(counts.raise(tenantId, recount.raised(), rules, traceparent));
        counts.refresh(tenantId, recount.refreshed(), rules, traceparent);
        counts.reopen(tenantId, recount.reopened(), rules, traceparent);
        recount.reopened().forEach(count -> written.add(count.id()));
        counts.withdraw(tenantId, recount.withdrawn());
        recount.refreshed().forEach(count -> written.add(count.id()));
        List<UUID> conflicts = recount.newConflicts().stream()
                .map(Count::id)
                .filter(written::contains)
                .toList();
        store.read(tenantId, conflicts).forEach(announcements::outcome);
        return written.size() + recount.withdrawn().size();
    }

    /** The oldest that may be validated now; locked until the transaction ends. */
    public List<Suggestion> lockWaiting(String tenantId, int limit) {
        return store.lockWaiting(tenantId, limit);
    }

    /** They are part of this request from now on. */
    public void markValidating(String tenantId, UUID requestId, Collection<UUID> ids) {
        store.markValidating(tenantId, requestId, ids);
    }

    /**
     * Those that are due, of all tenants, wait a while more, all of them.
     *
     * @param waitingFor what for, such as {@code breaker}
     */
    public void hold(Duration pause, String waitingFor) {
        store.hold(pause, waitingFor);
    }

    /** What still waits for this request's answer: nobody has decided it meanwhile. */
    public List<Suggestion> validatedBy(String tenantId, UUID requestId) {
        return store.validatedBy(tenantId, requestId, false);
    }

    /** The same, locked until the transaction ends. */
    public List<Suggestion> lockValidatedBy(String tenantId, UUID requestId) {
        return store.validatedBy(tenantId, requestId, true);
    }

    /**
     * They wait again, with the counts and the label of now.
     *
     * @param retry null if the attempt says nothing about when to try again
     */
    public void returnToWaiting(String tenantId, UUID requestId, List<Suggestion> back, @Nullable Retry retry) {
        if (!back.isEmpty()) {
            store.returnToWaiting(
                    tenantId, requestId, back.stream().map(Suggestion::id).toList(), retry);
            recount(tenantId, back.stream().map(Suggestion::signature).sorted().toList(), null);
        }
    }

    /** A pattern covers it already: as if it had never been raised. Nothing, if it has another label by now. */
    public void withdrawCovered(String tenantId, UUID id, String label) {
        store.withdrawWaiting(tenantId, id, label);
    }

    /** They wait that much longer, and no attempt is counted. */
    public void postpone(String tenantId, Collection<UUID> ids, Duration pause, String waitingFor) {
        store.postpone(tenantId, ids, pause, waitingFor);
    }

    /** Too little is left of it: as if it had never been raised. */
    public void withdraw(Suggestion suggestion) {
        store.withdraw(suggestion.tenantId(), suggestion.id());
    }

    /**
     * Settles a locked suggestion and tells about it. An approval makes its one pattern, and a rejection pauses the pattern
     * that it has already: then it was in review again. If more transactions came while the model judged it, it may be a
     * candidate again at once.
     */
    public void settle(Suggestion suggestion, Settlement settlement) {
        if (!suggestion.status().mayBecome(settlement.status())) {
            throw new IllegalStateException(
                    "suggestion %s: %s cannot become %s".formatted(suggestion.id(), suggestion.status(), settlement));
        }
        store.settle(suggestion, settlement);
        Suggestion settled =
                store.read(suggestion.tenantId(), List.of(suggestion.id())).getFirst();
        announcements.outcome(settled);
        switch (settled.status()) {
            case APPROVED ->
                patterns.activate(pattern(settled), enoughAsItIs(settled, settlement), settled.traceparent());
            case REJECTED -> patterns.pauseOf(settled.tenantId(), settled.id(), settled.traceparent());
            case WAITING, VALIDATING, PENDING_REVIEW, CONFLICT -> {}
        }
        if (suggestion.grewMeanwhile()) {
            recount(settled.tenantId(), List.of(settled.signature()), settled.traceparent());
        }
    }

    /**
     * A person wants to decide about a locked rejected suggestion once more: it is open again, counted anew and told of.
     *
     * @return false, and the transaction is to be rolled back, if its text has another open suggestion or a pattern, or too
     *     few transactions are left
     */
    boolean reopen(Suggestion rejected, Status next) {
        String tenantId = rejected.tenantId();
        if (!store.reopen(tenantId, rejected.id(), next)) {
            return false;
        }
        recount(tenantId, List.of(rejected.signature()), rejected.traceparent());
        List<Suggestion> reopened = store.read(tenantId, List.of(rejected.id()));
        reopened.stream().filter(one -> one.status() == next).forEach(announcements::outcome);
        return !reopened.isEmpty();
    }

    /** A person said so, or it is early: then it has fewer transactions than usual. */
    private boolean enoughAsItIs(Suggestion approved, Settlement settlement) {
        return settlement.decidedBy() != null
                || approved.occurrences()
                        < settings.of(approved.tenantId()).rules().minOccurrences();
    }

    private Map<Signature, Reliability> reliabilities(String tenantId, List<Counted> counted) {
        return records.judge(
                tenantId, counted.stream().collect(toMap(Counted::signature, Counted::tally, (one, _) -> one)));
    }

    private static NewPattern pattern(Suggestion approved) {
        return new NewPattern(
                approved.tenantId(),
                approved.id(),
                approved.signature(),
                Objects.requireNonNull(approved.label()),
                approved.tokens(),
                Conditions.ofDirection(approved.direction()));
    }
}
