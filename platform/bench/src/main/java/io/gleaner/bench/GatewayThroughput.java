package io.gleaner.bench;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Single-event PATCHes per second, against a no-op endpoint behind the same filter and against a bare producer. */
final class GatewayThroughput {

    /** Who sends the edits, and how many transactions it has. */
    static final String TENANT = "throughput";

    static final int ROWS = 1_000;

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final int REPEATS = 3;
    private static final int CLIENTS = 64;

    private final Target target;
    private final int noopPort;
    private final Path publicKey;
    private final Load load = new Load(CLIENTS);

    GatewayThroughput(Target target, int noopPort, Path publicKey) {
        this.target = target;
        this.noopPort = noopPort;
        this.publicKey = publicKey;
    }

    /** @param beside what else runs on the machine */
    Result measure(String beside) throws Exception {
        String token = target.tokenFor(TENANT);
        try (NoopProcess noop = NoopProcess.start(noopPort, publicKey);
                KafkaProducer<String, byte[]> producer = target.producer()) {
            load.perSecond(WARM_UP, edit(token));
            load.perSecond(WARM_UP, nothing(noop, token));
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < REPEATS; i++) {
                rounds.add(new Round(
                        load.perSecond(ROUND, edit(token)),
                        load.perSecond(ROUND, nothing(noop, token)),
                        load.perSecond(ROUND, client -> producer.send(record()).get())));
            }
            return resultOf(beside, rounds);
        }
    }

    private record Round(double edits, double noops, double sends) {

        double ofNoop() {
            return edits / noops;
        }
    }

    private static Result resultOf(String beside, List<Round> rounds) {
        Round median = rounds.stream()
                .sorted(Comparator.comparingDouble(Round::ofNoop))
                .toList()
                .get(REPEATS / 2);
        return new Result(
                "Gateway: single-event PATCHes, %d clients, %s".formatted(CLIENTS, beside),
                "at least 0.25 of the no-op endpoint",
                List.of(
                        Result.rate("edits, answered after the broker has them", median.edits()),
                        Result.rate("no-op endpoint behind the same JWT filter", median.noops()),
                        Result.rate("bare Kafka producer, acks=all, each client waits for its record", median.sends()),
                        Result.ratio("edits / no-op", median.ofNoop()),
                        Result.ratio("edits / bare producer", median.edits() / median.sends()),
                        "edits / no-op of the %d repeats: %s"
                                .formatted(
                                        REPEATS,
                                        rounds.stream()
                                                .map(round -> "%.2f".formatted(round.ofNoop()))
                                                .toList())));
    }

    private Load.Request edit(String token) {
        return client -> {
            long n = System.nanoTime();
            HttpRequest request = target.request("/v1/transactions/t-" + n % ROWS, token)
                    .method("PATCH", Target.json(Map.of("field", "entity", "value", "Label " + n % 7)))
                    .build();
            target.send(request, 202);
        };
    }

    private Load.Request nothing(NoopProcess noop, String token) {
        HttpRequest request = target.request(noop.url(), token)
                .method("PATCH", Target.json(Map.of("field", "entity", "value", "Label 1")))
                .build();
        return client -> target.send(request, 202);
    }

    /** On a topic nobody here consumes, of the size of an edit. */
    private static ProducerRecord<String, byte[]> record() {
        return new ProducerRecord<>(
                "gleaner.stats-events.dlt", "throughput", "x".repeat(250).getBytes(StandardCharsets.UTF_8));
    }
}
