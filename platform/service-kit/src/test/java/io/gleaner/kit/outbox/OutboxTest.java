package io.gleaner.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.JobProgressed;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.OnKit;
import io.gleaner.kit.events.Decoded.Accepted;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.support.TransactionTemplate;

class OutboxTest extends OnKit {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MeterRegistry meters;

    private final String tenant = "tenant-" + UUID.randomUUID();

    @Test
    void announcements_are_published_in_order_once_their_transactions_commit() {
        List<Event<JobProgressed>> events =
                LongStream.range(0, 1_200).mapToObj(this::progress).toList();

        transaction.executeWithoutResult(status -> events.subList(0, 3).forEach(outbox::announce));
        transaction.executeWithoutResult(status -> {
            outbox.announce(progress(-1 + 10_000));
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> events.subList(3, 1_200).forEach(outbox::announce));

        assertThat(published(1_200)).containsExactlyElementsOf(events);
        await().until(() -> jdbc.sql("SELECT count(*) FROM outbox WHERE tenant_id = ?")
                        .param(tenant)
                        .query(Long.class)
                        .single()
                == 0);
    }

    @Test
    void what_a_crash_left_in_the_outbox_is_published_by_whoever_looks_next() {
        Event<JobProgressed> event = progress(1);
        jdbc.sql(
                        "INSERT INTO outbox (tenant_id, event_id, type, occurred_at, payload) VALUES (?, ?, ?, ?::timestamptz, ?)")
                .params(
                        tenant,
                        event.id(),
                        event.type().type(),
                        NOON.toString(),
                        "{\"job_id\":\"%s\",\"type\":\"upload\",\"done\":1,\"total\":null,\"unit\":\"rows\"}"
                                .formatted(event.payload().jobId()))
                .update();

        assertThat(published(1)).containsExactly(event);
    }

    @Test
    void the_age_of_what_is_not_published_is_a_metric() {
        TimeGauge age = meters.get("gleaner.outbox.age").timeGauge();
        // a row that nobody else sees is not published meanwhile
        transaction.executeWithoutResult(status -> {
            outbox.announce(progress(1));

            assertThat(age.value(TimeUnit.DAYS))
                    .isGreaterThan(Duration.between(NOON, Instant.now()).toDays() - 1.0);
            status.setRollbackOnly();
        });

        await().untilAsserted(() -> assertThat(age.value(TimeUnit.SECONDS)).isZero());
    }

    @Test
    void a_change_whose_announcement_nobody_could_read_does_not_commit() {
        Event<JobProgressed> unreadable = Event.of(
                EventTypes.JOB_PROGRESSED,
                tenant,
                NOON,
                null,
                new JobProgressed("no uuid", "upload", -1, null, "rows"));

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("INSERT INTO things VALUES (?, 'changed', 'e-1')")
                            .param(tenant)
                            .update();
                    outbox.announce(unreadable);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/job_id");

        assertThat(jdbc.sql("SELECT count(*) FROM things WHERE tenant_id = ?")
                        .param(tenant)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void what_cannot_be_told_is_set_aside_and_the_loop_goes_on() {
        Event<JobProgressed> fine = progress(1);
        insert("unreadable", "io.gleaner.job.progressed.v1", "{");
        insert("forbidden", "io.gleaner.job.progressed.v1", "{\"job_id\":\"no uuid\"}");
        insert("of a newer version", "io.gleaner.job.renamed.v9", "{}");
        transaction.executeWithoutResult(status -> outbox.announce(fine));

        assertThat(published(1)).containsExactly(fine);
        assertThat(deadLetters(2))
                .extracting(letter -> header(letter, "gleaner-reason"))
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
        await().untilAsserted(() -> assertThat(jdbc.sql("SELECT event_id FROM outbox WHERE tenant_id = ?")
                        .param(tenant)
                        .query(String.class)
                        .list())
                .containsExactly("of a newer version"));
        jdbc.sql("DELETE FROM outbox WHERE tenant_id = ?").param(tenant).update(); // it would age in others' metric
    }

    private void insert(String id, String type, String payload) {
        jdbc.sql("INSERT INTO outbox (tenant_id, event_id, type, occurred_at, payload) VALUES (?, ?, ?, now(), ?)")
                .params(tenant, id, type, payload)
                .update();
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters(int expected) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        read(topics.deadLettersOf(Topic.JOB_EVENTS), expected, found::add);
        return found;
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private Event<JobProgressed> progress(long done) {
        String jobId = UUID.nameUUIDFromBytes(new byte[] {1}).toString();
        return Event.of(
                EventTypes.JOB_PROGRESSED, tenant, NOON, null, new JobProgressed(jobId, "upload", done, null, "rows"));
    }

    private List<Event<?>> published(int expected) {
        List<Event<?>> found = new ArrayList<>();
        read(
                topics.nameOf(Topic.JOB_EVENTS),
                expected,
                message -> found.add(((Accepted) codec.decode(message)).event()));
        return found;
    }

    /** Hands on the tenant's records of the topic until there were as many as expected. */
    private void read(String topic, int expected, java.util.function.Consumer<ConsumerRecord<String, byte[]>> reader) {
        AtomicInteger read = new AtomicInteger();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer("live-" + UUID.randomUUID(), "")) {
            consumer.subscribe(List.of(topic));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (tenant.equals(message.key())) {
                        reader.accept(message);
                        read.incrementAndGet();
                    }
                });
                return read.get() >= expected;
            });
        }
    }
}
