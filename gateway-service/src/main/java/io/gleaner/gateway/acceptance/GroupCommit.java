package io.gleaner.gateway.acceptance;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Inserts rows of concurrent requests together: while one insert of a tenant is under way, what arrives for that tenant
 * waits and goes with the next. A lone request waits for nobody.
 *
 * <p>Requests go on in {@code after}: a group one after the other in one task, so that what they send is sent together;
 * but where that takes longer than {@link #TOGETHER}, somebody blocks, and the rest go on each in a task of its own.
 */
final class GroupCommit {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    /** How long the requests of a group wait for each other after their insert. */
    private static final Duration TOGETHER = Duration.ofMillis(100);

    private final AcceptedRequestStore store;
    private final Executor after;
    private final int maxRows;
    private final int maxWaiting;

    /** Who waits, for each tenant with an insert under way; guarded by itself. */
    private final Map<String, Queue<Waiting>> lanes = new HashMap<>();

    GroupCommit(AcceptedRequestStore store, Executor after, int maxRows, int maxWaiting) {
        this.store = store;
        this.after = after;
        this.maxRows = maxRows;
        this.maxWaiting = maxWaiting;
    }

    private record Waiting(AcceptedRow row, CompletableFuture<@Nullable Void> done) {}

    /** Completes when the row is committed. */
    Mono<Void> insert(AcceptedRow row) {
        return Mono.defer(() -> {
            Waiting waiting = new Waiting(row, new CompletableFuture<>());
            if (!joins(waiting)) {
                commit(List.of(waiting));
            }
            return Mono.fromFuture(waiting.done());
        });
    }

    private boolean joins(Waiting waiting) {
        synchronized (lanes) {
            Queue<Waiting> lane = lanes.putIfAbsent(waiting.row().tenantId(), new ArrayDeque<>());
            if (lane != null && lane.size() >= maxWaiting) {
                throw Problem.retryLater(
                        ProblemType.UNAVAILABLE, "too many requests wait for the database", RETRY_AFTER);
            }
            return lane != null && lane.add(waiting);
        }
    }

    private void commit(List<Waiting> group) {
        String tenantId = group.getFirst().row().tenantId();
        store.insert(tenantId, group.stream().map(Waiting::row).toList())
                .doFinally(signal -> commitNext(tenantId))
                .subscribe(
                        nothing -> {},
                        failure -> tell(group, done -> done.completeExceptionally(failure)),
                        () -> tell(group, done -> done.complete(null)));
    }

    private void tell(List<Waiting> group, Consumer<CompletableFuture<@Nullable Void>> outcome) {
        after.execute(() -> {
            long begun = System.nanoTime();
            Iterator<Waiting> rest = group.iterator();
            while (rest.hasNext() && System.nanoTime() - begun < TOGETHER.toNanos()) {
                outcome.accept(rest.next().done());
            }
            rest.forEachRemaining(waiting -> after.execute(() -> outcome.accept(waiting.done())));
        });
    }

    private void commitNext(String tenantId) {
        List<Waiting> group = next(tenantId);
        if (!group.isEmpty()) {
            commit(group);
        }
    }

    private List<Waiting> next(String tenantId) {
        synchronized (lanes) {
            Queue<Waiting> lane = lanes.getOrDefault(tenantId, new ArrayDeque<>());
            List<Waiting> group = new ArrayList<>();
            while (group.size() < maxRows && !lane.isEmpty()) {
                group.add(lane.remove());
            }
            if (group.isEmpty()) {
                lanes.remove(tenantId);
            }
            return group;
        }
    }
}
