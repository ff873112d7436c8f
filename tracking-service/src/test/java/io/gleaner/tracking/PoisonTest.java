package io.gleaner.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Ids;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.listening.Received;
import io.gleaner.tracking.operations.OperationPart;
import io.gleaner.tracking.operations.Operations;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** Records that cannot be: they land in the dead letters with a reason, and harm nobody. */
class PoisonTest extends OnTracking {

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    @Autowired
    Operations operations;

    private String reasonOfDeadLetter(Topic topic) {
        List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer("reader-of-" + tenant, null)) {
            consumer.subscribe(List.of(topics.deadLettersOf(topic)));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
                return letters.stream().anyMatch(letter -> tenant.equals(letter.key()));
            });
        }
        ConsumerRecord<String, byte[]> letter = letters.stream()
                .filter(candidate -> tenant.equals(candidate.key()))
                .findFirst()
                .orElseThrow();
        return new String(letter.headers().lastHeader("gleaner-reason").value(), StandardCharsets.UTF_8);
    }

    private void publishBroken(ProducerRecord<String, byte[]> valid) {
        publishAs("{\"field\": \"colour\"}", valid);
    }

    private void publishAs(String json, ProducerRecord<String, byte[]> valid) {
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);
        kafka.send(new ProducerRecord<>(valid.topic(), valid.partition(), valid.key(), payload, valid.headers()))
                .join();
    }

    @Test
    void a_broken_payload_is_set_aside_and_the_next_edit_is_applied() {
        imported(transaction("t-1", "ACME"));
        Event<?> good = event(EventTypes.CLASSIFICATION_RECORDED, edit("entity", "Media", List.of("t-1")));
        publishBroken(codec.encode(good));

        assertThat(classified("entity", "Media", "t-1").path("updated").asInt()).isEqualTo(1);
        assertThat(reasonOfDeadLetter(Topic.CLASSIFICATIONS)).contains("payload");
    }

    @Test
    void poison_at_the_end_of_the_imports_keeps_no_edit_waiting() {
        publishBroken(codec.encode(event(EventTypes.TRANSACTION_IMPORTED, importOf(List.of(transaction("t-1", "A"))))));

        JsonNode operation = classified("entity", "Media", "never imported");

        assertThat(operation.path("refused_total").asInt()).isEqualTo(1);
    }

    @Test
    void a_label_of_spaces_is_refused_with_its_reason() {
        imported(transaction("t-1", "ACME"));
        ProducerRecord<String, byte[]> valid =
                codec.encode(event(EventTypes.CLASSIFICATION_RECORDED, edit("entity", "Media", List.of("t-1"))));
        publishAs(
                new String(valid.value(), StandardCharsets.UTF_8).replace("Media", "\u00A0\u0085\u3000\u200A"), valid);

        assertThat(reasonOfDeadLetter(Topic.CLASSIFICATIONS)).contains("/value");
        assertThat(tracked()).isZero();
    }

    @Test
    void one_refused_part_fails_an_operation_whose_other_parts_are_applied() {
        String operation = Ids.next().toString();
        publish(event(
                EventTypes.TRANSACTION_IMPORTED,
                new TransactionsImported(operation, "alice", 1, 2, List.of(transaction("fine", "ACME")))));
        publish(event(
                EventTypes.TRANSACTION_IMPORTED,
                new TransactionsImported(
                        operation, "alice", 2, 2, List.of(transaction("huge", "ACME", "1E+999999", Map.of())))));

        JsonNode failed = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> answer("/v1/operations/" + operation),
                        found -> found.path("status").asString("").equals("failed")
                                && found.path("parts_applied").asInt() == 1);
        assertThat(failed.path("updated").asInt()).isEqualTo(1);
        assertThat(failed.path("reason").asString()).contains("transaction huge");
    }

    @Test
    void a_refused_part_that_is_offered_again_and_applied_no_longer_fails_its_operation() {
        Event<TransactionsImported> part =
                event(EventTypes.TRANSACTION_IMPORTED, importOf(List.of(transaction("t-1", "ACME"))));
        OperationPart refused = new OperationPart(
                OperationPart.Kind.IMPORT,
                new Received(part, URI.create("/gleaner/tracking"), new ConsumerRecord<>("any", 0, 0, tenant, null)),
                part.payload().operationId(),
                "alice",
                1,
                1,
                1);
        operations.fail(refused, "x".repeat(10_000));
        operations.fail(refused, "again");
        String path = "/v1/operations/" + part.payload().operationId();
        assertThat(answer(path).path("status").asString()).isEqualTo("failed");

        publish(part);

        assertThat(completed(part.payload().operationId()).path("reason").isNull())
                .isTrue();
    }

    @Test
    void an_amount_beyond_all_bounds_is_refused_and_its_neighbours_are_imported() {
        TransactionsImported impossible = importOf(List.of(transaction("huge", "ACME", "1E+999999", Map.of())));
        publish(event(EventTypes.TRANSACTION_IMPORTED, impossible));
        imported(transaction("fine", "ACME"));

        assertThat(reasonOfDeadLetter(Topic.TRANSACTIONS)).contains("digits");
        JsonNode operation = answer("/v1/operations/" + impossible.operationId());
        assertThat(operation.path("status").asString()).isEqualTo("failed");
        assertThat(operation.path("reason").asString()).contains("transaction huge: amount has more than 200 digits");
        assertThat(operation.path("completed_at").isNull()).isTrue();
        assertThat(transactionOf("fine").path("key").asString()).isEqualTo("acme");
    }
}
