package io.gleaner.pattern.validation;

import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.failures.MutedFailure;
import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.telemetry.LogKeys;
import io.gleaner.pattern.llm.Purpose;
import io.gleaner.pattern.suggestions.SuggestionsRecounted;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * Gives every tenant with due suggestions its turn, each on a thread of its own: a slow answer to one delays no other.
 * Turns that other workers left behind are brought to an end too.
 */
final class Validation implements PollLoop.Work, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Validation.class);
    private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);

    private final DueStore due;
    private final Turn turn;
    private final int mostAtOnce;
    private final PollLoop loop;
    /** Tenants whose turn failed, with the {@link System#nanoTime} of their next one: none can starve the others. */
    private final Map<String, Long> paused = new ConcurrentHashMap<>();

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Validation(DueStore due, Turn turn, int mostAtOnce, Duration poll) {
        this.due = due;
        this.turn = turn;
        this.mostAtOnce = mostAtOnce;
        this.loop = new PollLoop("validation", poll, this);
    }

    PollLoop loop() {
        return loop;
    }

    /** A window closed in this process: no need to wait for the next look. */
    @EventListener(SuggestionsRecounted.class)
    void lookNow() {
        loop.wake();
    }

    @Override
    public boolean runOnce() {
        for (Optional<Runnable> rest = turn.takeOver(); rest.isPresent(); rest = turn.takeOver()) {
            Runnable work = rest.get();
            threads.execute(() -> succeeded(work));
        }
        long now = System.nanoTime();
        paused.values().removeIf(until -> until - now <= 0);
        turn.explainWait();
        int free = Math.min(turn.room(), mostAtOnce - running.size());
        if (free > 0) {
            due.tenants(Purpose.SUGGESTION_VALIDATION.text(), free + paused.size())
                    .forEach(this::start);
        }
        return false;
    }

    private void start(String tenantId) {
        if (!paused.containsKey(tenantId) && running.add(tenantId)) {
            threads.execute(() -> {
                try {
                    if (!succeeded(() -> turn.take(tenantId))) {
                        paused.put(tenantId, System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos());
                    }
                } finally {
                    running.remove(tenantId);
                }
            });
        }
    }

    /** A turn that fails leaves its state in the database, from where it is taken up again. */
    private static boolean succeeded(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, Failure.of(e).kind()).log("turn failed, taken up again later");
            LOG.debug("turn failed", MutedFailure.of(e));
            return false;
        }
    }

    /** A call in flight may still end: what it brings is stored, and nobody has to ask again. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (threads.awaitTermination(PATIENCE_AT_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
    }
}
