package io.gleaner.pattern.validation;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.telemetry.LogKeys;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Outcome;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Verdict;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.settings.TenantSettings;
import io.gleaner.pattern.suggestions.Settlement;
import io.gleaner.pattern.suggestions.Suggestion;
import io.gleaner.pattern.suggestions.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What verdicts do: each settles its own candidate and nothing else. Candidates without one wait again; those whose
 * proposal nobody could count stay as they are, and the answer stays stored until somebody can.
 */
final class VerdictEffect {

    private static final Logger LOG = LoggerFactory.getLogger(VerdictEffect.class);

    private final TenantTransaction transaction;
    private final Suggestions suggestions;
    private final ModelDoor door;
    private final CoverageClient coverage;
    private final TenantSettings settings;
    private final Retries retries;
    private final Duration coverageRetry;

    VerdictEffect(
            TenantTransaction transaction,
            Suggestions suggestions,
            ModelDoor door,
            CoverageClient coverage,
            TenantSettings settings,
            Retries retries,
            Duration coverageRetry) {
        this.transaction = transaction;
        this.suggestions = suggestions;
        this.door = door;
        this.coverage = coverage;
        this.settings = settings;
        this.retries = retries;
        this.coverageRetry = coverageRetry;
    }

    void apply(String tenantId, UUID requestId, Map<UUID, Verdict> verdicts, String model) {
        List<Suggestion> asked = transaction.in(tenantId, () -> suggestions.validatedBy(tenantId, requestId));
        CountedProposals proposals = CountedProposals.counted(tenantId, asked, verdicts, coverage);
        transaction.in(tenantId, () -> {
            settle(tenantId, requestId, verdicts, proposals, model);
            return requestId;
        });
    }

    private void settle(
            String tenantId, UUID requestId, Map<UUID, Verdict> verdicts, CountedProposals proposals, String model) {
        LearningRules rules = settings.of(tenantId).rules();
        List<Suggestion> missing = new ArrayList<>();
        for (Suggestion suggestion : suggestions.lockValidatedBy(tenantId, requestId)) {
            Verdict verdict = verdicts.get(suggestion.id());
            if (verdict == null) {
                missing.add(suggestion);
            } else if (!proposals.uncounted(suggestion.id())) {
                settle(suggestion, verdict, rules, proposals, model);
            }
        }
        suggestions.returnToWaiting(tenantId, requestId, missing, retries.afterFailure());
        end(tenantId, requestId, proposals, !missing.isEmpty());
        LOG.atInfo()
                .addKeyValue(LogKeys.REQUEST, requestId)
                .addKeyValue(LogKeys.VERDICTS, verdicts.size())
                .addKeyValue(LogKeys.MISSING, missing.size())
                .log("verdicts applied");
    }

    private void settle(
            Suggestion suggestion, Verdict verdict, LearningRules rules, CountedProposals proposals, String model) {
        boolean enough = rules.trust().enough(suggestion.occurrences(), suggestion.reliability(), rules);
        if (!enough && suggestion.standsAs() != Status.APPROVED) {
            suggestions.withdraw(suggestion);
            return;
        }
        Outcome outcome = outcome(suggestion, verdict, rules);
        suggestions.settle(
                suggestion,
                new Settlement(
                        outcome.status(),
                        outcome.confidence(),
                        verdict.reasoning(),
                        verdict.risk().text(),
                        model,
                        outcome.status() == Status.REJECTED ? null : proposals.tokens(suggestion.id()),
                        null));
    }

    private static Outcome outcome(Suggestion suggestion, Verdict verdict, LearningRules rules) {
        Status before = suggestion.standsAs();
        return before == null
                ? Outcome.of(verdict, suggestion.agreement(), suggestion.occurrences(), rules)
                : Outcome.again(before, verdict, suggestion.agreement(), suggestion.occurrences(), rules);
    }

    private void end(String tenantId, UUID requestId, CountedProposals proposals, boolean incomplete) {
        if (!proposals.allCounted()) {
            door.postpone(tenantId, requestId, coverageRetry);
        } else if (incomplete) {
            door.finishIncomplete(tenantId, requestId);
        } else {
            door.finish(tenantId, requestId);
        }
    }
}
