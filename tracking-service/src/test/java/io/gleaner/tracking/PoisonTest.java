package io.gleaner.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
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
        byte[] payload = "{\"field\": \"colour\"}".getBytes(StandardCharsets.UTF_8);
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
        publish(event(EventTypes.CLASSIFICATION_RECORDED, edit("entity", "\u00A0\u3000\u200A", List.of("t-1"))));

        assertThat(reasonOfDeadLetter(Topic.CLASSIFICATIONS)).contains("only spaces");
        assertThat(tracked()).isZero();
    }

    @Test
    void an_amount_beyond_all_bounds_is_refused_and_its_neighbours_are_imported() {
        publish(event(
                EventTypes.TRANSACTION_IMPORTED,
                importOf(List.of(transaction("huge", "ACME", "1E+999999", Map.of())))));
        imported(transaction("fine", "ACME"));

        assertThat(reasonOfDeadLetter(Topic.TRANSACTIONS)).contains("digits");
        assertThat(transactionOf("fine").path("key").asString()).isEqualTo("acme");
    }
}
