package io.gleaner.pattern.llm;

import io.gleaner.kit.digests.Sha256;
import io.gleaner.kit.events.Ids;
import io.gleaner.pattern.core.Spend;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.NotSent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one way to a model: take a seat, enter, ask, settle, finish.
 *
 * <p>{@link #seat} says whether a call can be made now, {@link #enter} takes the permit, {@link Seat#ask} sends one HTTP
 * request, {@link #settle} stores what came of it and opens the permit again after the purpose's interval, and
 * {@link #finish} ends the request once its effect is written. From {@code enter} on, all but {@code ask} work in the
 * caller's transaction. A worker may be killed between any two of them: its request is
 * found by {@link #takeOver} on another replica, and goes on from what is stored. An answer that is stored is never paid
 * for again; a call that a worker was killed in may be made once more, when its permit has opened by itself.
 */
public final class ModelDoor {

    private final PermitStore permits;
    private final RequestStore requests;
    private final LedgerStore ledger;
    private final GuardedModel model;
    private final Prices prices;
    private final Budgets budgets;
    private final LlmProperties settings;

    ModelDoor(
            PermitStore permits,
            RequestStore requests,
            LedgerStore ledger,
            GuardedModel model,
            Prices prices,
            Budgets budgets,
            LlmProperties settings) {
        this.permits = permits;
        this.requests = requests;
        this.ledger = ledger;
        this.model = model;
        this.prices = prices;
        this.budgets = budgets;
        this.settings = settings;
    }

    /** Whether there is no model, so that statistics decide. */
    public boolean offline() {
        return settings.provider() == Provider.OFFLINE;
    }

    /** How many more calls this replica may make now; none while the provider is left alone. */
    public int room() {
        return model.room();
    }

    /** How long the provider is left alone, and why; empty if it may be asked. */
    public Optional<Hold> held() {
        return model.held();
    }

    /**
     * A seat for one call of this tenant; none while the provider is left alone, or the breaker lets no more through, or
     * as many calls are on their way as may be.
     */
    public Optional<Seat> seat(String tenantId) {
        return model.seat(tenantId);
    }

    /**
     * A ticket for this question, unless the tenant's permit is closed or its budget has no room for the most that the
     * call may come to. A stored answer needs neither.
     */
    public Optional<Ticket> enter(Draft draft) {
        String contentKey = contentKey(draft);
        boolean answered = requests.answer(draft.tenantId(), contentKey).isPresent();
        Ticket ticket = new Ticket(Ids.next(), draft, contentKey, answered, System.nanoTime());
        if (!answered && !(claim(ticket) && reserve(ticket))) {
            return Optional.empty();
        }
        requests.insert(ticket, answered ? "answered" : "calling", lease());
        return Optional.of(ticket);
    }

    /**
     * Stores what came of the call. A worker that was given up meanwhile still stores its answer, which was paid for.
     *
     * @return whether the request is still this worker's to go on with
     */
    public boolean settle(Ticket ticket, Reply reply) {
        Draft draft = ticket.draft();
        boolean sent = !(reply.answer() instanceof NotSent);
        Call call = call(ticket, reply);
        if (sent) {
            ledger.book(ticket, call);
        }
        if (reply.answer() instanceof Answered answered) {
            requests.keepAnswer(
                    draft.tenantId(), ticket.contentKey(), new StoredAnswer(answered.text(), answered.model()));
        }
        permits.release(
                draft.tenantId(),
                draft.purpose(),
                ticket.requestId(),
                sent ? settings.interval(draft.purpose()) : Duration.ZERO);
        budgets.settle(draft.tenantId(), ticket.requestId(), spend(reply.answer(), call));
        String next = reply.answer() instanceof Answered ? "answered" : "failed";
        return requests.advance(draft.tenantId(), ticket.requestId(), "calling", next, settings.takeoverGrace());
    }

    /** Takes over a request whose worker is silent; a call without an answer is written off. */
    public Optional<OpenRequest> takeOver(Purpose purpose) {
        Optional<OpenRequest> open = requests.takeOver(purpose, settings.takeoverGrace());
        open.filter(request -> request.answer() == null).ifPresent(this::writeOff);
        return open;
    }

    /** The stored answer of this ticket's question. */
    public Optional<StoredAnswer> answer(Ticket ticket) {
        return requests.answer(ticket.draft().tenantId(), ticket.contentKey());
    }

    /** The effect of the answer is written. */
    public void finish(String tenantId, UUID requestId) {
        requests.advance(tenantId, requestId, "answered", "applied", Duration.ZERO);
    }

    /** The answer cannot have its whole effect yet; some worker goes on later, without another call. */
    public void postpone(String tenantId, UUID requestId, Duration pause) {
        requests.advance(tenantId, requestId, "answered", "answered", pause);
    }

    /** The answer left subjects out: the same question must be asked again, not answered from the store. */
    public void finishIncomplete(String tenantId, UUID requestId) {
        requests.forgetAnswer(tenantId, requestId);
        finish(tenantId, requestId);
    }

    /** The answer makes no sense: it must not be found again for the same question. */
    public void discard(String tenantId, UUID requestId) {
        requests.forgetAnswer(tenantId, requestId);
        ledger.markBroken(tenantId, requestId);
        requests.advance(tenantId, requestId, "answered", "failed", Duration.ZERO);
    }

    private boolean claim(Ticket ticket) {
        Draft draft = ticket.draft();
        Duration lease = settings.timeout().plus(settings.interval(draft.purpose()));
        return permits.claim(draft.tenantId(), draft.purpose(), ticket.requestId(), lease);
    }

    private boolean reserve(Ticket ticket) {
        Draft draft = ticket.draft();
        Optional<Instant> heldUntil = budgets.reserve(draft.tenantId(), ticket.requestId(), mostOf(draft), lease());
        heldUntil.ifPresent(until -> permits.hold(draft.tenantId(), draft.purpose(), ticket.requestId(), until));
        return heldUntil.isEmpty();
    }

    /** A provider may answer by a dearer model than it was asked for: what it did last is reckoned with. */
    private Spend mostOf(Draft draft) {
        Usage most = WorstCase.of(draft.prompt(), settings.maxOutputTokens());
        String last = ledger.lastAnsweredBy(draft.tenantId(), draft.purpose()).orElse(model.name());
        return new Spend(most.input() + most.output(), prices.most(model.name(), last, most));
    }

    /** Null where an answer came that nobody counted. */
    private static @Nullable Spend spend(Answer answer, Call call) {
        Usage usage = call.usage();
        boolean uncounted = answer instanceof Answered && usage.input() + usage.output() == 0;
        return uncounted ? null : new Spend(usage.input() + usage.output(), call.cost());
    }

    private Duration lease() {
        return settings.timeout().plus(settings.takeoverGrace());
    }

    private void writeOff(OpenRequest request) {
        requests.advance(request.tenantId(), request.requestId(), "calling", "lost", Duration.ZERO);
        ledger.bookLost(request.tenantId(), request.requestId(), model.name());
    }

    private Call call(Ticket ticket, Reply reply) {
        Usage usage = reply.answer() instanceof Answered answered ? answered.usage() : Usage.NONE;
        String answeredBy = reply.answer() instanceof Answered answered ? answered.model() : model.name();
        return new Call(
                answeredBy,
                usage,
                prices.cost(answeredBy, usage),
                reply.latency(),
                Outcomes.of(reply.answer()),
                reply.traceId(),
                settings.storePrompts() ? ticket.draft().prompt().user() : null);
    }

    private String contentKey(Draft draft) {
        return Sha256.hexOf(String.join(
                "\n",
                draft.purpose().text(),
                draft.prompt().version(),
                model.name(),
                draft.prompt().user()));
    }
}
