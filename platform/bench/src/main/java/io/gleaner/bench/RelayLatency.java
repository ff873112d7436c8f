package io.gleaner.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** From the commit of a tracking row to its record in a consumer's hands. */
final class RelayLatency {

    private static final String TRACKING_ROW = """
            INSERT INTO user_classification_tracking (tracking_id, tenant_id, source, event_id, operation_id,
                user_id, transaction_id, field, new_value, label_version, description, direction, learnable, not_learnable_reason)
            VALUES (?::uuid, 'relay-latency', '/gleaner/bench', ?, ?, 'bench', 't-1', 'entity', 'Media', 1, '12345', 'debit', false, 'no_key')
            """;

    private static final int SAMPLES = 1_000;
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Target target;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private final Histogram micros = new Histogram(60_000_000L, 3);
    private final CountDownLatch left = new CountDownLatch(SAMPLES);

    RelayLatency(Target target) {
        this.target = target;
    }

    Result measure() throws Exception {
        Thread consumer = Thread.ofPlatform().daemon().start(this::consume);
        try (Connection database = target.database("tracking")) {
            database.setAutoCommit(false);
            long next = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            for (int i = 0; i < SAMPLES; i++) {
                sleepUntil(next);
                next += BETWEEN.toNanos();
                insertOne(database);
            }
        }
        if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(left.getCount() + " of " + SAMPLES + " rows were not relayed in time");
        }
        consumer.join();
        return new Result(
                "Change relay: commit to consumer, 50 rows/s",
                "p50 at most 15 ms",
                List.of(Result.latency("commit → tracking-changes", micros)));
    }

    private void insertOne(Connection database) throws Exception {
        String trackingId = UUID.randomUUID().toString();
        try (PreparedStatement insert = database.prepareStatement(TRACKING_ROW)) {
            insert.setString(1, trackingId);
            insert.setString(2, UUID.randomUUID().toString());
            insert.setString(3, UUID.randomUUID().toString());
            insert.execute();
        }
        committed.put("relay-latency/" + trackingId, System.nanoTime());
        database.commit();
    }

    private void consume() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                target.bootstrapServers(),
                "group.id",
                "bench-" + UUID.randomUUID(),
                "auto.offset.reset",
                "latest",
                "fetch.max.wait.ms",
                5);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("gleaner.tracking-changes"));
            while (left.getCount() > 0) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> arrived(message.key(), System.nanoTime()));
            }
        }
    }

    private void arrived(String key, long at) {
        Long start = committed.remove(key);
        if (start != null) {
            micros.recordValue((at - start) / 1_000);
            left.countDown();
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long wait = nanos - System.nanoTime();
        if (wait > 0) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
    }
}
