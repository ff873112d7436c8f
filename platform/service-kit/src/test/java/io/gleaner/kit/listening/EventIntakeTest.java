package io.gleaner.kit.listening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.OnKit;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionTemplate;

class EventIntakeTest extends OnKit {

    @Autowired
    EventIntake intake;

    @Autowired
    IntakeHealth health;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    MeterRegistry metrics;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private final String tenant = "tenant-" + UUID.randomUUID();

    @Test
    void poison_goes_to_the_dead_letters_and_the_rest_of_the_batch_is_applied() {
        List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>(
                IntStream.range(0, 9).mapToObj(i -> message("thing " + i)).toList());
        batch.add(
                4,
                message(
                        "NUL \u0000 is no text to PostgreSQL".replace('\u0000', 'x'),
                        "poison\u0000".getBytes(StandardCharsets.UTF_8)));
        batch.add(7, message("a NUL of a database"));
        Counts before = Counts.of(metrics, topics);

        intake.take(batch, events -> insertAll(events, "a NUL of a database"));

        assertThat(things()).hasSize(9);
        assertThat(Counts.of(metrics, topics).minus(before)).isEqualTo(new Counts(11, 9, 0, 2));
        List<ConsumerRecord<String, byte[]>> letters = deadLetters(2);
        assertThat(letters)
                .anySatisfy(
                        letter -> assertThat(header(letter, "gleaner-reason")).contains("expected a JSON object"));
        assertThat(letters).anySatisfy(letter -> {
            assertThat(header(letter, "gleaner-error")).contains("DataIntegrityViolation");
            assertThat(header(letter, "gleaner-reason"))
                    .startsWith("database: got 'ERROR: invalid byte sequence")
                    .contains("(SQLSTATE 22021), expected")
                    .doesNotContain("INSERT");
            assertThat(header(letter, "gleaner-topic")).isEqualTo(topics.nameOf(Topic.CLASSIFICATIONS));
            assertThat(header(letter, "gleaner-offset")).isEqualTo("0");
            assertThat(header(letter, "ce_tenantid")).isEqualTo(tenant);
        });
    }

    @Test
    void a_refusal_goes_to_the_dead_letters_with_its_reason() {
        intake.take(
                List.of(message("unwanted")),
                events ->
                        new Outcome(0, 0, List.of(new Outcome.Refusal(events.getFirst(), "got this, expected that"))));

        assertThat(deadLetters(1))
                .singleElement()
                .satisfies(
                        letter -> assertThat(header(letter, "gleaner-reason")).isEqualTo("got this, expected that"));
    }

    @Test
    void a_record_as_large_as_a_broker_takes_is_buried_whole_with_its_reason_cut() {
        byte[] large = ("\"" + "x".repeat(1_040_000)).getBytes(StandardCharsets.UTF_8);
        ConsumerRecord<String, byte[]> unreadable = message("of another key", large);
        unreadable.headers().remove("ce_type").add("ce_type", "y".repeat(5_000).getBytes(StandardCharsets.UTF_8));

        intake.take(List.of(unreadable), this::insertAll);

        assertThat(deadLetters(1)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isEqualTo(large);
            assertThat(header(letter, "gleaner-reason")).hasSize(1_000).startsWith("ce_type: unknown type 'yyy");
            assertThat(header(letter, "ce_type")).hasSize(5_000);
        });
    }

    @Test
    void of_a_record_that_no_letter_can_hold_the_letter_says_where_it_lies() {
        byte[] inflated = new byte[Topic.MAX_DEAD_LETTER_BYTES + 1];

        intake.take(List.of(message("packed", inflated), message("next")), this::insertAll);

        assertThat(things()).containsExactly("next");
        assertThat(deadLetters(1)).singleElement().satisfies(letter -> {
            assertThat(letter.value()).isNull();
            assertThat(header(letter, "gleaner-left-out")).contains(inflated.length + " bytes");
            assertThat(header(letter, "gleaner-offset")).isEqualTo("0");
            assertThat(header(letter, "ce_tenantid")).isEqualTo(tenant);
        });
    }

    @Test
    void an_effect_that_hides_an_event_stops_the_loop_and_is_not_counted() {
        List<ConsumerRecord<String, byte[]>> batch = List.of(message("one"), message("two"));
        Counts before = Counts.of(metrics, topics);
        List<BatchEffect> lying = List.of(
                events -> Outcome.of(1, 0),
                events -> Outcome.of(2, 1),
                events -> Outcome.of(3, -1),
                events -> new Outcome(
                        0,
                        0,
                        List.of(
                                new Outcome.Refusal(events.getFirst(), "twice"),
                                new Outcome.Refusal(events.getFirst(), "twice"))));

        assertThat(lying)
                .allSatisfy(effect -> assertThatThrownBy(() -> intake.take(batch, effect))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("outcome of 2 events"));

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(Counts.of(metrics, topics).minus(before)).isEqualTo(new Counts(0, 0, 0, 0));
        intake.take(batch, this::insertAll);
    }

    @Test
    void an_error_of_the_virtual_machine_is_seen_in_health() {
        List<ConsumerRecord<String, byte[]>> batch = List.of(message("one"));

        assertThatThrownBy(() -> intake.take(batch, events -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);

        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        intake.take(batch, this::insertAll);
    }

    @Test
    void a_broken_database_stops_the_loop_and_health_says_so_until_it_works_again() {
        AtomicInteger tries = new AtomicInteger();
        List<ConsumerRecord<String, byte[]>> batch = List.of(message("one"), message("two"));

        assertThatThrownBy(() -> intake.take(batch, events -> {
                    tries.incrementAndGet();
                    throw new DataAccessResourceFailureException("no database");
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);

        assertThat(tries).hasValue(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.health().getDetails().toString()).contains("no database");

        intake.take(batch, this::insertAll);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(things()).containsExactlyInAnyOrder("one", "two");
    }

    private Outcome insertAll(List<Received> events) {
        return insertAll(events, "none is poison");
    }

    /** One transaction for all; the poison value fails in the database, as a NUL character does. */
    private Outcome insertAll(List<Received> events, String poison) {
        transaction.executeWithoutResult(status -> events.forEach(received -> {
            String value = String.valueOf(
                    received.payload(ClassificationRecorded.class).value());
            jdbc.sql("INSERT INTO things VALUES (?, ?, ?)")
                    .params(
                            tenant,
                            value.equals(poison) ? "\u0000" : value,
                            received.event().id())
                    .update();
        }));
        return Outcome.of(events.size(), 0);
    }

    private List<String> things() {
        return jdbc.sql("SELECT thing FROM things WHERE tenant_id = ?")
                .param(tenant)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private ConsumerRecord<String, byte[]> message(String value) {
        ProducerRecord<String, byte[]> sent = encoded(value);
        return message(sent, sent.value());
    }

    private ConsumerRecord<String, byte[]> message(String value, byte[] payload) {
        return message(encoded(value), payload);
    }

    private static ConsumerRecord<String, byte[]> message(ProducerRecord<String, byte[]> sent, byte[] payload) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                0,
                0,
                TimestampType.CREATE_TIME,
                sent.key().length(),
                payload.length,
                sent.key(),
                payload,
                new RecordHeaders(),
                Optional.empty());
        sent.headers().forEach(message.headers()::add);
        return message;
    }

    private ProducerRecord<String, byte[]> encoded(String value) {
        ClassificationRecorded edit = new ClassificationRecorded("op", "alice", "entity", value, 1, 1, List.of("t-1"));
        return codec.encode(Event.of(EventTypes.CLASSIFICATION_RECORDED, tenant, Instant.now(), null, edit));
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int expected) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer("dlt-" + UUID.randomUUID(), "")) {
            consumer.subscribe(List.of(topics.deadLettersOf(Topic.CLASSIFICATIONS)));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letter -> {
                    if (tenant.equals(letter.key())) {
                        found.add(letter);
                    }
                });
                return found.size() >= expected;
            });
        }
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private record Counts(int received, int applied, int duplicate, int refused) {

        static Counts of(MeterRegistry metrics, Topics topics) {
            Map<String, String> tags = Map.of("topic", topics.nameOf(Topic.CLASSIFICATIONS));
            return new Counts(
                    count(metrics, tags, "received"),
                    count(metrics, tags, "applied"),
                    count(metrics, tags, "duplicate"),
                    count(metrics, tags, "refused"));
        }

        Counts minus(Counts before) {
            return new Counts(
                    received - before.received,
                    applied - before.applied,
                    duplicate - before.duplicate,
                    refused - before.refused);
        }

        private static int count(MeterRegistry metrics, Map<String, String> tags, String outcome) {
            return (int) metrics.counter("gleaner.events", "topic", tags.getOrDefault("topic", ""), "outcome", outcome)
                    .count();
        }
    }
}
