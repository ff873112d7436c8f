package io.gleaner.kit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.RelayMarked;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Decoded.Accepted;
import io.gleaner.kit.events.Decoded.Refused;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final URI SOURCE = URI.create("/gleaner/test");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final EventCodec codec = new EventCodec(SOURCE, new Topics("t."));

    @Test
    void an_event_survives_the_way_over_kafka() {
        Event<ClassificationRecorded> event =
                Event.of(EventTypes.CLASSIFICATION_RECORDED, "acme", NOON, TRACE, edit("Media"));

        Decoded decoded = codec.decode(received(codec.encode(event)));

        assertThat(decoded).isEqualTo(new Accepted(event, SOURCE));
    }

    @Test
    void a_record_is_keyed_by_its_tenant_and_lies_in_the_tenants_partition() {
        ProducerRecord<String, byte[]> message =
                codec.encode(Event.of(EventTypes.CLASSIFICATION_RECORDED, "acme", NOON, null, edit("Media")));

        assertThat(message.topic()).isEqualTo("t.classifications");
        assertThat(message.key()).isEqualTo("acme");
        assertThat(message.partition()).isEqualTo(Topics.partitionOf("acme"));
        assertThat(text(message, "ce_type")).isEqualTo("io.gleaner.classification.recorded.v1");
        assertThat(text(message, "ce_tenantid")).isEqualTo("acme");
        assertThat(text(message, "content-type")).isEqualTo("application/json");
    }

    @Test
    void an_amount_is_never_rounded() {
        BigDecimal exact = new BigDecimal("-12345678901234567890.12345678901234567890");
        TransactionsImported imported = new TransactionsImported("op", "alice", 1, 1, List.of(transaction(exact)));

        Decoded decoded = codec.decode(
                received(codec.encode(Event.of(EventTypes.TRANSACTION_IMPORTED, "acme", NOON, null, imported))));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(
                                        ((TransactionsImported) accepted.event().payload())
                                                .transactions()
                                                .getFirst()
                                                .amount())
                                .isEqualTo(exact));
    }

    @Test
    void a_mark_of_the_relay_belongs_to_no_tenant() {
        Event<RelayMarked> mark = new Event<>(
                "m-1", RelayMarked.TENANT, "mark", NOON, null, EventTypes.RELAY_MARKED, new RelayMarked("tracking", 7));

        ProducerRecord<String, byte[]> message = codec.encode(mark, 11);

        assertThat(message.partition()).isEqualTo(11);
        assertThat(codec.decode(received(message))).isEqualTo(new Accepted(mark, SOURCE));
    }

    @Test
    void a_payload_that_breaks_its_schema_is_not_published() {
        Event<ClassificationRecorded> blank =
                Event.of(EventTypes.CLASSIFICATION_RECORDED, "acme", NOON, null, edit("  "));

        assertThatThrownBy(() -> codec.encode(blank))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/value");
    }

    @Test
    void a_record_whose_key_and_tenant_disagree_is_refused() {
        assertThat(refusalOf("globex", message -> {})).contains("record key: got 'globex', expected 'acme'");
        assertThat(refusalOf(null, message -> {})).contains("record key: got 'null'");
    }

    @Test
    void a_tenant_nobody_can_have_is_refused() {
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_tenantid", "a/b")))
                .contains("ce_tenantid: got 'a/b'");
        assertThat(refusalOf("acme", headers -> headers.remove("ce_tenantid"))).contains("ce_tenantid: got 'null'");
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_tenantid", "_relay")))
                .contains("ce_tenantid: got '_relay'");
    }

    @Test
    void an_unknown_type_and_a_type_of_another_topic_are_refused() {
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_type", "x.y.v1")))
                .contains("unknown type 'x.y.v1'");
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_type", "io.gleaner.window.closed.v1")))
                .contains("belongs to topic t.pattern-events, not to t.classifications");
    }

    @Test
    void what_is_no_cloud_event_is_refused() {
        assertThat(refusalOf("acme", headers -> headers.remove("ce_specversion")))
                .contains("expected a CloudEvent 1.0");
        assertThat(refusalOf("acme", headers -> headers.remove("ce_id"))).contains("expected a CloudEvent 1.0");
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_id", "x".repeat(101))))
                .contains("ce_id: got 101");
    }

    @Test
    void a_payload_that_cannot_be_read_is_refused_with_every_fault() {
        assertThat(refusalOf("{")).contains("expected a JSON object");
        assertThat(refusalOf("")).isNotBlank();
        assertThat(refusalOf("[]")).contains("payload");
        assertThat(refusalOf("{\"operation_id\":\"\",\"user_id\":7,\"field\":\"colour\",\"value\":1,\"part\":0}"))
                .contains("/user_id", "/field", " more");
    }

    @Test
    void a_header_without_a_value_counts_as_absent() {
        List<String> names = List.of(
                "ce_specversion",
                "ce_id",
                "ce_source",
                "ce_type",
                "ce_time",
                "ce_tenantid",
                "content-type",
                "traceparent");

        assertThat(names)
                .allSatisfy(name -> assertThat(outcomeOf(headers -> headers.add(name, null)))
                        .isEqualTo(outcomeOf(headers -> {})));
        assertThat(names)
                .allSatisfy(name -> assertThat(outcomeOf(headers -> {
                            headers.remove(name);
                            headers.add(name, null);
                        }))
                        .isEqualTo(outcomeOf(headers -> headers.remove(name))));
        assertThat(outcomeOf(headers -> headers.add("x-of-theirs", null))).isInstanceOf(Accepted.class);
    }

    @Test
    void a_traceparent_that_is_none_is_left_out_and_the_event_is_taken() {
        assertThat(List.of(
                        "",
                        "x".repeat(100_000),
                        "00-" + "0".repeat(32) + "-b7ad6b7169203331-01",
                        "ff" + TRACE.substring(2)))
                .allSatisfy(text -> assertThat(outcomeOf(headers -> replace(headers, "traceparent", text)))
                        .isInstanceOfSatisfying(
                                Accepted.class,
                                accepted -> assertThat(accepted.event().traceparent())
                                        .isNull()));
    }

    @Test
    void a_record_outside_its_tenants_partition_is_refused_with_the_right_one() {
        ProducerRecord<String, byte[]> right = valid();
        int wrong = (right.partition() + 1) % 12;

        assertThat(refusal(received(
                        new ProducerRecord<>(right.topic(), wrong, right.key(), right.value(), right.headers()))))
                .startsWith("partition: got %d, expected %d".formatted(wrong, right.partition()));
    }

    @Test
    void an_id_or_source_that_no_row_or_event_could_hold_is_refused() {
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_id", "a\tb")))
                .contains("ce_id: got 3");
        assertThat(refusalOf("acme", headers -> replace(headers, "ce_source", "/" + "x".repeat(200))))
                .contains("ce_source: got 201");
    }

    @Test
    void a_payload_larger_than_a_broker_takes_is_not_published() {
        List<String> ids =
                IntStream.range(0, 5_000).mapToObj(i -> "漢".repeat(90) + i).toList();
        Event<ClassificationRecorded> large = Event.of(
                EventTypes.CLASSIFICATION_RECORDED,
                "acme",
                NOON,
                null,
                new ClassificationRecorded("op-1", "alice", "entity", "Media", 1, 1, ids));

        assertThatThrownBy(() -> codec.encode(large)).hasMessageContaining("expected at most 1000000");
    }

    private ProducerRecord<String, byte[]> valid() {
        return codec.encode(
                new Event<>("e-1", "acme", null, NOON, TRACE, EventTypes.CLASSIFICATION_RECORDED, edit("Media")));
    }

    private Decoded outcomeOf(Consumer<Headers> change) {
        ProducerRecord<String, byte[]> message = valid();
        change.accept(message.headers());
        return codec.decode(received(message));
    }

    private String refusalOf(@Nullable String key, Consumer<Headers> change) {
        ProducerRecord<String, byte[]> message =
                codec.encode(Event.of(EventTypes.CLASSIFICATION_RECORDED, "acme", NOON, null, edit("Media")));
        change.accept(message.headers());
        return refusal(received(
                new ProducerRecord<>(message.topic(), message.partition(), key, message.value(), message.headers())));
    }

    private String refusalOf(String payload) {
        ProducerRecord<String, byte[]> message =
                codec.encode(Event.of(EventTypes.CLASSIFICATION_RECORDED, "acme", NOON, null, edit("Media")));
        return refusal(received(new ProducerRecord<>(
                message.topic(),
                message.partition(),
                message.key(),
                payload.getBytes(StandardCharsets.UTF_8),
                message.headers())));
    }

    private String refusal(ConsumerRecord<String, byte[]> message) {
        return ((Refused) codec.decode(message)).reason();
    }

    private static void replace(Headers headers, String name, String value) {
        headers.remove(name);
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ProducerRecord<String, byte[]> message, String header) {
        return new String(message.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }

    private static ClassificationRecorded edit(String value) {
        return new ClassificationRecorded("op-1", "alice", "entity", value, 1, 1, List.of("t-1"));
    }

    private static ImportedTransaction transaction(BigDecimal amount) {
        return new ImportedTransaction(
                "t-1",
                LocalDate.of(2026, 1, 31),
                amount,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                0,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers().toArray()),
                Optional.empty());
    }
}
