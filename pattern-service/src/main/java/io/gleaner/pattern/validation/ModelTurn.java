package io.gleaner.pattern.validation;

import io.github.resilience4j.retry.Retry;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.pattern.core.Verdict;
import io.gleaner.pattern.llm.Answer;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.llm.OpenRequest;
import io.gleaner.pattern.llm.Purpose;
import io.gleaner.pattern.llm.Reply;
import io.gleaner.pattern.llm.Seat;
import io.gleaner.pattern.llm.StoredAnswer;
import io.gleaner.pattern.llm.Ticket;
import io.gleaner.pattern.suggestions.Suggestion;
import io.gleaner.pattern.suggestions.Suggestions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All waiting suggestions of a tenant in one question to the model.
 *
 * <p>Three transactions with the call in between: {@link #begin} takes the permit and marks the suggestions,
 * {@link #settle} stores what came of the call, {@link #apply} writes its effect. A worker may be killed between any two
 * of them; see {@link ModelDoor}.
 */
final class ModelTurn implements Turn {

    private final TenantTransaction tenantTransaction;
    private final TransactionTemplate transaction;
    private final Suggestions suggestions;
    private final CoveredCandidates covered;
    private final ModelDoor door;
    private final ValidationPrompts prompts;
    private final VerdictEffect effect;
    private final Retries retries;
    private final Retry settling;
    private final int most;

    ModelTurn(
            TenantTransaction tenantTransaction,
            TransactionTemplate transaction,
            Suggestions suggestions,
            CoveredCandidates covered,
            ModelDoor door,
            ValidationPrompts prompts,
            VerdictEffect effect,
            Retries retries,
            Retry settling,
            int most) {
        this.tenantTransaction = tenantTransaction;
        this.transaction = transaction;
        this.suggestions = suggestions;
        this.covered = covered;
        this.door = door;
        this.prompts = prompts;
        this.effect = effect;
        this.retries = retries;
        this.settling = settling;
        this.most = most;
    }

    @Override
    public int room() {
        return door.room();
    }

    @Override
    public void explainWait() {
        door.held()
                .ifPresent(hold ->
                        transaction.executeWithoutResult(status -> suggestions.hold(hold.time(), hold.waitingFor())));
    }

    @Override
    public void take(String tenantId) {
        door.seat(tenantId).ifPresent(seat -> {
            try (seat) {
                take(tenantId, seat);
            }
        });
    }

    @Override
    public Optional<Runnable> takeOver() {
        return Optional.ofNullable(transaction.execute(status ->
                door.takeOver(Purpose.SUGGESTION_VALIDATION).map(this::rest).orElse(null)));
    }

    private void take(String tenantId, Seat seat) {
        begin(tenantId).ifPresent(ticket -> {
            if (ticket.answered() || settle(ticket, seat.ask(ticket))) {
                answer(ticket).ifPresent(answer -> apply(tenantId, ticket.requestId(), answer));
            }
        });
    }

    /** Marks the oldest waiting suggestions that no pattern covers as part of a request, if the permit is open. */
    Optional<Ticket> begin(String tenantId) {
        Set<UUID> uncovered = covered.uncovered(tenantId, most);
        return tenantTransaction.in(tenantId, () -> {
            List<Suggestion> waiting = suggestions.lockWaiting(tenantId, most).stream()
                    .filter(suggestion -> uncovered.contains(suggestion.id()))
                    .toList();
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            Optional<Ticket> entered = door.enter(prompts.draft(tenantId, waiting));
            entered.ifPresent(ticket -> suggestions.markValidating(
                    tenantId, ticket.requestId(), ticket.draft().subjectIds()));
            return entered;
        });
    }

    /**
     * Stores what came of the call; whether there is an answer to go on with. A database that fails is tried again for a
     * while: the answer is paid for and lies nowhere else.
     */
    boolean settle(Ticket ticket, Reply reply) {
        return settling.executeSupplier(() -> settleOnce(ticket, reply));
    }

    private boolean settleOnce(Ticket ticket, Reply reply) {
        String tenantId = ticket.draft().tenantId();
        return tenantTransaction.in(tenantId, () -> {
            boolean mine = door.settle(ticket, reply);
            if (mine && !(reply.answer() instanceof Answer.Answered)) {
                returnAll(tenantId, ticket.requestId(), reply.answer());
            }
            return mine && reply.answer() instanceof Answer.Answered;
        });
    }

    /** Writes the effect of a stored answer; doing it again changes nothing. */
    void apply(String tenantId, UUID requestId, StoredAnswer answer) {
        Optional<Map<UUID, Verdict>> verdicts = Verdicts.read(answer.text());
        if (verdicts.isPresent()) {
            effect.apply(tenantId, requestId, verdicts.get(), answer.model());
        } else {
            discard(tenantId, requestId);
        }
    }

    /** What is stored for this ticket's question. */
    Optional<StoredAnswer> answer(Ticket ticket) {
        return tenantTransaction.in(ticket.draft().tenantId(), () -> door.answer(ticket));
    }

    private Runnable rest(OpenRequest request) {
        StoredAnswer answer = request.answer();
        if (answer == null) {
            suggestions.returnToWaiting(
                    request.tenantId(),
                    request.requestId(),
                    suggestions.lockValidatedBy(request.tenantId(), request.requestId()),
                    retries.afterFailure());
            return () -> {};
        }
        return () -> apply(request.tenantId(), request.requestId(), answer);
    }

    private void discard(String tenantId, UUID requestId) {
        tenantTransaction.in(tenantId, () -> {
            door.discard(tenantId, requestId);
            List<Suggestion> asked = suggestions.lockValidatedBy(tenantId, requestId);
            suggestions.returnToWaiting(tenantId, requestId, asked, retries.afterFailure());
            return requestId;
        });
    }

    private void returnAll(String tenantId, UUID requestId, Answer answer) {
        List<Suggestion> asked = suggestions.lockValidatedBy(tenantId, requestId);
        suggestions.returnToWaiting(tenantId, requestId, asked, retries.after(answer));
    }
}
