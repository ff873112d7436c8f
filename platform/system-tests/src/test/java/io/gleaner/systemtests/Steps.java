package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Tenants who each drag a label over nine rows, and each stand at another step of what follows, for as long as a test
 * wants: the databases are locked there, the model holds its answer back, or a process is stopped.
 */
final class Steps implements AutoCloseable {

    /** What pattern-service's outbox takes while it publishes. */
    private static final String OUTBOX_LOCK = "SELECT pg_advisory_lock(%d)".formatted(0x676c6561_6f757462L);

    private static final String WINDOW = "pending_pattern_checks WHERE true";

    private final Stack stack = Stack.running();
    private final Holds holds = new Holds(stack);
    private final Map<String, CountDownLatch> heldAnswers = new ConcurrentHashMap<>();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /** The gateway has noted the request, and could not publish it. */
    private final Drag unpublished = Drag.prepared();
    /** The request was answered 202; tracking-service has not tracked it. */
    private final Drag accepted = Drag.prepared();
    /** Tracked and committed; Debezium has not read it. */
    private final Drag tracked = Drag.prepared();
    /** Relayed to Kafka; pattern-service has not learned it. */
    private final Drag relayed = Drag.prepared();
    /** Learned; the window is open. */
    private final Drag learned = Drag.prepared();
    /** The window has closed; the call to the model is in flight. */
    private final Drag called = Drag.prepared();
    /** The model's answer is stored; it has had no effect. */
    private final Drag answered = Drag.prepared();
    /** The answer has had its effect; nobody was told. */
    private final Drag decided = Drag.prepared();

    private CompletableFuture<Answer> unpublishedAnswer = new CompletableFuture<>();

    /** Those whose request was answered before the kill. */
    private List<Drag> inHand() {
        return List.of(accepted, tracked, relayed, learned, called, answered, decided);
    }

    /** Returns when each tenant stands at its step. */
    void reach() {
        inHand().forEach(drag -> heldAnswers.put(drag.key(), new CountDownLatch(1)));
        stack.model().approvesAfter(this::waitForRelease);
        standAfterTheCall();
        standBeforeTheCall();
        standBeforeLearning();
        standBeforeTracking();
        assertThat(called.count("pattern", "llm_requests WHERE status = 'calling'"))
                .as("calls still in flight")
                .isEqualTo(1);
    }

    private void standAfterTheCall() {
        decided.drag();
        answered.drag();
        awaitAsked(decided);
        awaitAsked(answered);
        holds.lock("pattern", OUTBOX_LOCK);
        holds.lock(
                "pattern",
                "SELECT 1 FROM suggestions WHERE tenant_id = ? FOR UPDATE",
                answered.tenant().id());
        release(decided);
        release(answered);
        decided.awaitCount(1, "pattern", "outbox WHERE type LIKE '%suggestion.raised%'");
        answered.awaitCount(1, "pattern", "llm_requests WHERE status = 'answered'");
    }

    private void standBeforeTheCall() {
        called.drag();
        learned.drag();
        learned.awaitCount(1, "pattern", WINDOW);
        holds.lock(
                "pattern",
                "SELECT 1 FROM pending_pattern_checks WHERE tenant_id = ? FOR UPDATE",
                learned.tenant().id());
        awaitAsked(called);
    }

    private void standBeforeLearning() {
        try (TopicReader changes = TopicReader.fromNow("gleaner.tracking-changes")) {
            holds.lock("pattern", "LOCK TABLE classification_evidence IN EXCLUSIVE MODE");
            relayed.drag();
            await().atMost(Tenant.PATIENCE)
                    .until(() -> changes.of(relayed.tenant()).size() == 9);
            holds.stop(relaysConnection());
            tracked.drag();
            await().atMost(Tenant.PATIENCE).until(() -> Counting.tracked(tracked.tenant()) == 9);
            assertThat(changes.of(tracked.tenant())).isEmpty();
        }
    }

    private void standBeforeTracking() {
        holds.lock(
                "tracking",
                "SELECT 1 FROM transactions WHERE tenant_id = ? FOR UPDATE",
                accepted.tenant().id());
        assertThat(accepted.drag().status()).isEqualTo(202);
        holds.stop(stack.process("kafka"));
        unpublishedAnswer = CompletableFuture.supplyAsync(unpublished::insist, Thread::startVirtualThread);
        unpublished.awaitCount(1, "gateway", "accepted_requests WHERE operation = 'labelTransactions'");
    }

    /** The server's process that reads the log for Debezium. */
    private static long relaysConnection() {
        return Counting.in(
                "tracking",
                "SELECT active_pid FROM pg_replication_slots WHERE database = 'gleaner_tracking' AND active");
    }

    /** Nothing is held any more. */
    void goOn() {
        heldAnswers.values().forEach(CountDownLatch::countDown);
        holds.close();
    }

    void haveTheirEffectOnce(TopicReader patternEvents) {
        assertThat(unpublishedAnswer
                        .orTimeout(Tenant.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .join()
                        .status())
                .isEqualTo(202);
        inHand().forEach(drag -> drag.hasItsEffectOnce());
        unpublished.hasItsEffectOnce();
        inHand().forEach(drag -> drag.isAnnouncedOnce(patternEvents));
        unpublished.isAnnouncedOnce(patternEvents);
        costOneCallEach();
    }

    private void costOneCallEach() {
        List.of(unpublished, accepted, tracked, relayed, learned, answered, decided)
                .forEach(drag -> assertThat(drag.calls()).as("%s", drag).hasSize(1));
        assertThat(called.calls()).as("a call in flight may be repeated once").hasSizeBetween(1, 2);
        assertThat(called.calls().getLast())
                .as("and only after the limit's wait")
                .matches(last -> called.calls().size() == 1
                        || !last.isBefore(called.calls().getFirst().plus(Stack.CALL_INTERVAL)));
    }

    private void awaitAsked(Drag drag) {
        await().atMost(Tenant.PATIENCE).until(() -> asked.contains(drag.key()));
    }

    private void release(Drag drag) {
        heldAnswers.getOrDefault(drag.key(), new CountDownLatch(0)).countDown();
    }

    private void waitForRelease(JsonNode candidate) {
        String key = candidate.path("key").asString();
        asked.add(key);
        CountDownLatch held = heldAnswers.get(key);
        try {
            if (held != null && !held.await(Tenant.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released " + candidate);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        goOn();
        stack.model().approves();
    }
}
