package io.gleaner.pattern.operations;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.events.Ids;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.workflows.CandidateRule;
import io.gleaner.pattern.core.workflows.OperationStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people decide on patterns and their occurrences. */
final class Reviews {

    private final TenantTransaction transaction;
    private final StatisticsStore statistics;
    private final ReviewStore store;
    private final CandidateRule rule;

    Reviews(TenantTransaction transaction, StatisticsStore statistics, ReviewStore store, CandidateRule rule) {
        this.transaction = transaction;
        this.statistics = statistics;
        this.store = store;
        this.rule = rule;
    }

    /**
     * Sends a pattern on its way.
     *
     * @throws Problem 404 for an unknown pattern, 409 for a way that does not lead there
     */
    OperationStatus review(Caller caller, UUID patternId, ReviewBody body) {
        OperationStatus wanted = status(body.status());
        return transaction.in(caller.tenantId(), () -> {
            CountedPattern pattern = lock(caller, patternId);
            if (!pattern.status().next().contains(wanted)) {
                throw Problem.conflict("got status '%s', expected one of %s: the pattern is %s"
                        .formatted(
                                wanted.text(),
                                pattern.status().next().stream()
                                        .map(OperationStatus::text)
                                        .sorted()
                                        .toList(),
                                pattern.status().text()));
            }
            CountedPattern decided = pattern.decided(wanted, rule);
            statistics.update(List.of(decided));
            store.add(Ids.next(), pattern, decided.status(), body.notes(), caller.userId());
            return decided.status();
        });
    }

    /**
     * Says whether a run does show the operation; who says so again changes it.
     *
     * @throws Problem 404 for an unknown pattern, or a run that is no occurrence of it
     */
    boolean judge(Caller caller, UUID patternId, String workflowId, VerdictBody body) {
        Boolean correct = body.correct();
        if (correct == null) {
            throw Problem.invalid("/correct", "got none, expected true or false");
        }
        return transaction.in(caller.tenantId(), () -> {
            if (!store.judge(caller.tenantId(), patternId, workflowId, correct, caller.userId())) {
                throw Problem.notFound(
                        "no occurrence of workflow run '%s' in operation pattern %s".formatted(workflowId, patternId));
            }
            return correct;
        });
    }

    static Problem unknown(UUID patternId) {
        return Problem.notFound("operation pattern " + patternId);
    }

    private CountedPattern lock(Caller caller, UUID patternId) {
        return statistics.lock(List.of(new PatternKey(caller.tenantId(), patternId))).stream()
                .findFirst()
                .orElseThrow(() -> unknown(patternId));
    }

    private static OperationStatus status(@Nullable String text) {
        return OperationStatus.ofText(String.valueOf(text))
                .filter(status -> status != OperationStatus.CANDIDATE)
                .orElseThrow(() -> Problem.invalid(
                        "/status",
                        "got '%s', expected approved, implemented, active, deprecated or detected".formatted(text)));
    }
}
