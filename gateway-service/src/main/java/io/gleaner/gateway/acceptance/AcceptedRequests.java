package io.gleaner.gateway.acceptance;

import io.gleaner.gateway.acceptance.Claim.Ours;
import io.gleaner.gateway.acceptance.Claim.Reused;
import io.gleaner.gateway.acceptance.Claim.Running;
import io.gleaner.gateway.acceptance.Claim.Settled;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.Ids;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Commands take effect once per {@code Idempotency-Key}. The request is kept, with the id it gives out, before its effect
 * begins; so a repeat after a crash, at any line, runs under the same id.
 */
public final class AcceptedRequests {

    private static final Logger LOG = LoggerFactory.getLogger(AcceptedRequests.class);

    private static final Set<Integer> SAYS_NOTHING = Set.of(401, 403, 408, 425, 429);

    private final AcceptedRequestStore store;
    private final GroupCommit groups;
    private final Scheduler after;

    AcceptedRequests(AcceptedRequestStore store, GroupCommit groups, Scheduler after) {
        this.store = store;
        this.groups = groups;
        this.after = after;
    }

    /**
     * Carries out a command of the gateway's own that nobody can refuse. A repeat runs the effect again under the first id: the effect must be
     * one that receivers know by that id, and its answer must follow from the id and the request.
     *
     * @param requested how many things it is about
     * @param effect may block
     */
    public <T> Mono<T> accept(Call call, int requested, Function<UUID, Mono<T>> effect) {
        return accept(call, requested, effect, effect);
    }

    /**
     * Carries out a command of the gateway's own.
     *
     * @param requested how many things it is about
     * @param effect may block; runs again under the same id until it has succeeded once
     * @param repeat the answer again, once the effect has succeeded
     */
    public <T> Mono<T> accept(
            Call call, int requested, Function<UUID, Mono<T>> effect, Function<UUID, Mono<T>> repeat) {
        AcceptedRow row = row(call, requested);
        String key = key(call);
        if (key == null) {
            return groups.insert(row).then(Mono.defer(() -> effect.apply(row.id())));
        }
        return store.claim(KeyedRequest.of(row, key, call)).publishOn(after).flatMap(claim -> switch (claim) {
            case Ours(UUID id) -> settling(row.tenantId(), id, effect.apply(id), done -> null);
            case Settled(UUID id, var answer) -> repeat.apply(id);
            case Running(Duration left) -> Mono.error(running(left));
            case Reused() -> Mono.error(reused());
        });
    }

    /**
     * Carries out a command of an owner; with a key, a repeat gets the owner's first answer. An answer that says nothing
     * about the command (the owner failed, or did not let the caller in) is none.
     */
    public Mono<CarriedOut> carryOut(Call call, Mono<Answer.Whole> effect) {
        String key = key(call);
        AcceptedRow row = row(call, 0);
        if (key == null) {
            return effect.map(answer -> new CarriedOut(row.id(), answer));
        }
        return store.claim(KeyedRequest.of(row, key, call)).flatMap(claim -> switch (claim) {
            case Ours(UUID id) ->
                settling(row.tenantId(), id, effect, answer -> answer).map(answer -> new CarriedOut(id, answer));
            case Settled(UUID id, Answer.@Nullable Whole answer) ->
                (answer == null ? effect : Mono.just(answer)).map(given -> new CarriedOut(id, given));
            case Running(Duration left) -> Mono.error(running(left));
            case Reused() -> Mono.error(reused());
        });
    }

    /** The request that was accepted under this id; empty for an id that was not given out, or long ago. */
    public Mono<AcceptedOperation> accepted(String tenantId, String id) {
        return Mono.justOrEmpty(parsed(id)).flatMap(given -> store.accepted(tenantId, given));
    }

    /** What is no UUID was not given out. */
    private static Optional<UUID> parsed(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static AcceptedRow row(Call call, int requested) {
        return new AcceptedRow(
                call.caller().tenantId(),
                Ids.next(),
                call.caller().userId(),
                call.operation().id(),
                requested);
    }

    private static @Nullable String key(Call call) {
        return call.headers().getFirst(Operation.IDEMPOTENCY_KEY);
    }

    /** A failure of the bookkeeping is no failure of the command: the lease runs out by itself. */
    private <T> Mono<T> settling(
            String tenantId, UUID id, Mono<T> effect, Function<T, Answer.@Nullable Whole> answerToKeep) {
        return effect.flatMap(done -> quietly(concluding(tenantId, id, answerToKeep.apply(done)))
                        .thenReturn(done))
                .onErrorResume(failure -> quietly(store.release(tenantId, id)).then(Mono.error(failure)));
    }

    private Mono<Void> concluding(String tenantId, UUID id, Answer.@Nullable Whole answer) {
        boolean says = answer == null || (answer.status() < 500 && !SAYS_NOTHING.contains(answer.status()));
        return says ? store.settle(tenantId, id, answer) : store.release(tenantId, id);
    }

    private static Mono<Void> quietly(Mono<Void> bookkeeping) {
        return bookkeeping.onErrorResume(failure -> {
            LOG.atWarn()
                    .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                    .log("accepted request not updated, its lease runs out");
            return Mono.empty();
        });
    }

    private static Problem running(Duration left) {
        return Problem.of(
                ProblemType.CONFLICT,
                "the first request with this Idempotency-Key may still be running; known in %d s"
                        .formatted(left.toSeconds() + 1));
    }

    private static Problem reused() {
        return Problem.of(ProblemType.REUSED_KEY, "this Idempotency-Key came with another method, path or body before");
    }
}
