package io.gleaner.bench;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.pattern.core.workflows.RunTexts;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Runs per second from Kafka to statistics: tracked, relayed, classified and counted. */
final class WorkflowRuns {

    private static final int RUNS = 100_000;

    /** What the compilers need before they are done with this path; services run for weeks. */
    private static final int WARM_UP = 300_000;

    private static final int TENANTS = 24;
    private static final String WARM_UP_TENANTS = "warm-runs-";
    private static final String MEASURED_TENANTS = "bench-runs-";
    private static final long SEED = 42;

    private final Target target;
    private final EventCodec codec = new EventCodec(URI.create("/gleaner/bench"), new Topics("gleaner."));
    private final RunTextSource texts = new RunTextSource(SEED);

    WorkflowRuns(Target target) {
        this.target = target;
    }

    Result measure() throws Exception {
        try (KafkaProducer<String, byte[]> producer = target.producer()) {
            taken(producer, WARM_UP_TENANTS, WARM_UP);
            Taken taken = taken(producer, MEASURED_TENANTS, RUNS);
            return resultOf(taken, counted());
        }
    }

    /** Seconds from the first send until the broker, tracking-service and pattern-service had all runs. */
    private record Taken(double sent, double tracked, double counted) {}

    private static Result resultOf(Taken taken, long occurrences) {
        return new Result(
                "Workflow runs: %,d of %d tenants".formatted(RUNS, TENANTS),
                "at least 5,000 runs/s from Kafka to statistics",
                List.of(
                        Result.rate("**runs, first send → statistics complete**", RUNS / taken.counted()),
                        "sent in %.1f s, tracked in %.1f s (%,.0f/s), counted in %.1f s"
                                .formatted(taken.sent(), taken.tracked(), RUNS / taken.tracked(), taken.counted()),
                        "the statistics count all %,d occurrences; tenants in %d partitions"
                                .formatted(occurrences, partitions())));
    }

    /** Events are made beforehand; runs are counted after they are tracked, so one wait follows the other. */
    private Taken taken(KafkaProducer<String, byte[]> producer, String prefix, int runs) throws Exception {
        List<ProducerRecord<String, byte[]>> events = events(prefix, runs);
        Rows rows = new Rows(target, prefix + "%");
        long start = System.nanoTime();
        send(producer, events);
        double sent = secondsSince(start);
        rows.await("tracking", "workflow_history", runs);
        double tracked = secondsSince(start);
        rows.await("pattern", "workflow_runs", runs);
        return new Taken(sent, tracked, secondsSince(start));
    }

    private static void send(KafkaProducer<String, byte[]> producer, List<ProducerRecord<String, byte[]>> events)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent =
                events.stream().map(event -> producer.send(event)).toList();
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
    }

    /** How many occurrences there are, if the statistics say so too. */
    private long counted() throws SQLException, IOException {
        Rows rows = new Rows(target, MEASURED_TENANTS + "%");
        long counted = rows.number("pattern", "sum(occurrences)", "operation_patterns");
        long occurrences = rows.number("pattern", "count(*)", "pattern_occurrences");
        if (counted != occurrences || occurrences == 0) {
            throw new IOException("statistics: got %,d occurrences, expected %,d".formatted(counted, occurrences));
        }
        return occurrences;
    }

    private List<ProducerRecord<String, byte[]>> events(String prefix, int runs) {
        Instant now = Instant.now();
        return IntStream.range(0, runs)
                .mapToObj(i -> codec.encode(Event.of(
                        EventTypes.WORKFLOW_COMPLETED, prefix + i % TENANTS, now, null, run(i, texts.next(), now))))
                .toList();
    }

    private static WorkflowCompleted run(int i, RunTexts texts, Instant now) {
        Instant end = now.minusSeconds(i);
        return new WorkflowCompleted(
                "run-" + i,
                texts.nlInput(),
                texts.workflowTemplate(),
                texts.errorMessage() == null ? "completed" : "failed",
                "adw-" + i,
                false,
                null,
                texts.errorMessage(),
                texts.errorMessage() == null ? 0 : 1,
                i % 3,
                BigDecimal.valueOf(i % 6_000, 1),
                1_000L + i % 9_000,
                BigDecimal.valueOf(i % 5_000, 4),
                "some-model",
                end.minus(Duration.ofMinutes(1)),
                end,
                null,
                null,
                null,
                null);
    }

    /** Two tenants of one partition wait for each other. */
    private static long partitions() {
        return IntStream.range(0, TENANTS)
                .map(tenant -> Topics.partitionOf(MEASURED_TENANTS + tenant))
                .distinct()
                .count();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
