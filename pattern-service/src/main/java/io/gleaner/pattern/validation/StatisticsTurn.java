package io.gleaner.pattern.validation;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.pattern.core.Outcome;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.suggestions.Settlement;
import io.gleaner.pattern.suggestions.Suggestion;
import io.gleaner.pattern.suggestions.Suggestions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Without a model the statistics speak and a person decides; nothing is asked, so nothing has to wait. */
final class StatisticsTurn implements Turn {

    private static final int AT_ONCE = 100;

    private final TenantTransaction transaction;
    private final Suggestions suggestions;
    private final CoveredCandidates covered;
    private final ModelTurn before;

    /** @param before whose turns may still be open, from when there was a model */
    StatisticsTurn(
            TenantTransaction transaction, Suggestions suggestions, CoveredCandidates covered, ModelTurn before) {
        this.transaction = transaction;
        this.suggestions = suggestions;
        this.covered = covered;
        this.before = before;
    }

    @Override
    public int room() {
        return Integer.MAX_VALUE;
    }

    /** Nobody waits. */
    @Override
    public void explainWait() {}

    @Override
    public void take(String tenantId) {
        Set<UUID> uncovered = covered.uncovered(tenantId, AT_ONCE);
        transaction.in(tenantId, () -> {
            suggestions.lockWaiting(tenantId, AT_ONCE).stream()
                    .filter(suggestion -> uncovered.contains(suggestion.id()))
                    .forEach(this::settle);
            return tenantId;
        });
    }

    @Override
    public Optional<Runnable> takeOver() {
        return before.takeOver();
    }

    private void settle(Suggestion suggestion) {
        Status before = suggestion.standsAs();
        Outcome outcome = before == null
                ? Outcome.ofStatistics(suggestion.agreement(), suggestion.occurrences())
                : Outcome.ofStatisticsAgain(before, suggestion.agreement(), suggestion.occurrences());
        String reasoning = "%s. No language model is set up: a person decides."
                .formatted(suggestion.reliability().inWords(suggestion.occurrences(), suggestion.agreement()));
        suggestions.settle(
                suggestion,
                new Settlement(
                        outcome.status(), outcome.confidence(), reasoning, null, Settlement.NO_MODEL, null, null));
    }
}
