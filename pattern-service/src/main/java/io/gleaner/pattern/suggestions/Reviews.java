package io.gleaner.pattern.suggestions;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.Confidence;
import io.gleaner.pattern.core.Status;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people decide about suggestions. The same decision again changes nothing; the opposite one is refused,
 * unless what was rejected is reopened first. */
final class Reviews {

    private final TenantTransaction transaction;
    private final SuggestionStore store;
    private final Suggestions suggestions;

    Reviews(TenantTransaction transaction, SuggestionStore store, Suggestions suggestions) {
        this.transaction = transaction;
        this.store = store;
        this.suggestions = suggestions;
    }

    /** Makes the suggestion's pattern. */
    UUID approve(Caller caller, UUID id) {
        return decide(caller, id, Status.APPROVED, null);
    }

    UUID reject(Caller caller, UUID id, @Nullable String reason) {
        return decide(caller, id, Status.REJECTED, reason);
    }

    /** Brings a rejected suggestion back to review, with the counts of now. */
    UUID reopen(Caller caller, UUID id) {
        return transaction.in(caller.tenantId(), () -> {
            Suggestion suggestion = locked(caller, id);
            Status next = suggestion.label() == null ? Status.CONFLICT : Status.PENDING_REVIEW;
            if (suggestion.standing() != next) {
                requireLegal(suggestion, next);
                if (!suggestions.reopen(suggestion, next)) {
                    throw Problem.conflict(
                            "suggestion %s cannot be reviewed again: its text has another open suggestion or a pattern, or too few transactions are left"
                                    .formatted(id));
                }
            }
            return id;
        });
    }

    private UUID decide(Caller caller, UUID id, Status status, @Nullable String reason) {
        return transaction.in(caller.tenantId(), () -> {
            Suggestion suggestion = locked(caller, id);
            if (suggestion.standing() != status) {
                requireLegal(suggestion, status);
                suggestions.settle(suggestion, settlement(suggestion, status, reason, caller.userId()));
            }
            return id;
        });
    }

    private Suggestion locked(Caller caller, UUID id) {
        return store.lock(caller.tenantId(), id).orElseThrow(() -> Problem.notFound("suggestion " + id));
    }

    private static void requireLegal(Suggestion suggestion, Status next) {
        if (!suggestion.standing().mayBecome(next)) {
            throw Problem.conflict("suggestion %s is %s and cannot become %s"
                    .formatted(suggestion.id(), suggestion.standing().text(), next.text()));
        }
    }

    /** What a model said before stays; a person's reason replaces its reasoning. */
    private static Settlement settlement(Suggestion suggestion, Status status, @Nullable String reason, String userId) {
        String model = suggestion.model();
        return new Settlement(
                status,
                confidence(suggestion),
                reason == null ? suggestion.reasoning() : reason,
                suggestion.risk(),
                model == null ? Settlement.NO_MODEL : model,
                null,
                userId);
    }

    private static @Nullable BigDecimal confidence(Suggestion suggestion) {
        if (suggestion.confidence() != null || suggestion.label() == null) {
            return suggestion.confidence();
        }
        return Confidence.of(suggestion.agreement(), suggestion.occurrences());
    }
}
