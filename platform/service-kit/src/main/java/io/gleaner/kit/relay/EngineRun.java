package io.gleaner.kit.relay;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** One run of the engine, on a thread of its own, from start to its end or to a failure. */
final class EngineRun implements AutoCloseable {

    /** An engine that is connecting cannot be stopped: one asks again until it can. */
    private static final Duration STOP_RETRY = Duration.ofMillis(100);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Batches batches;
    private final RelayProducer kafka;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    EngineRun(String slot, Properties settings, Batches batches, RelayProducer kafka) {
        this.batches = batches;
        this.kafka = kafka;
        this.engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(settings)
                .using((DebeziumEngine.CompletionCallback) this::end)
                .notifying(batches)
                .build();
        this.thread = Thread.ofPlatform().name(slot + "-engine").daemon().start(engine);
    }

    /** Waits this long for the end; false if the engine still runs. */
    boolean endsWithin(Duration wait) throws InterruptedException {
        if (!ended.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        throw new RelayFailure("the engine stopped", failure);
    }

    /** Lets nothing more through to Kafka, at once: another replica may lead by now. */
    void abort() {
        batches.shut();
        kafka.close();
    }

    /** Returns when the engine has stopped: after the batch in hand, whose position is stored. */
    @Override
    public void close() {
        long giveUp = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            do {
                stop();
            } while (!ended.await(STOP_RETRY.toMillis(), TimeUnit.MILLISECONDS) && System.nanoTime() < giveUp);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        kafka.close();
    }

    private void stop() {
        if (ended.getCount() == 0) {
            return;
        }
        try {
            engine.close();
        } catch (IllegalStateException | IOException e) {
            // still connecting, or stopping already: the caller asks again
        }
    }

    private void end(boolean success, String message, @Nullable Throwable error) {
        failure = error;
        ended.countDown();
    }
}
