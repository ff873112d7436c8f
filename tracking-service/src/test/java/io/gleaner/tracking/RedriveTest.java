package io.gleaner.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** What was refused is corrected and offered again, and then has its effect, once. */
class RedriveTest extends OnTracking {

    private static final String LETTERS = "/v1/dead-letters";

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    @Autowired
    MeterRegistry meters;

    @Test
    void an_edit_that_breaks_its_schema_is_found_tried_corrected_and_applied_once() {
        imported(transaction("t-1", "ACME"));
        Event<ClassificationRecorded> edit =
                event(EventTypes.CLASSIFICATION_RECORDED, edit("entity", "Media", List.of("t-1")));
        publishAs(json(edit).replace("entity", "colour"), edit);
        JsonNode letter = letter();
        assertThat(letter.path("event_id").asString()).isEqualTo(edit.id());
        String redrive = redriveOf(letter);

        JsonNode tried = post(redrive + "?dry_run=true", json(edit).replace("entity", "colour"), HttpStatus.OK);
        assertThat(tried.path("valid").asBoolean()).isFalse();
        assertThat(tried.at("/errors/0/pointer").asString()).isEqualTo("/field");
        assertThat(tracked()).isZero();

        post(redrive, json(edit), HttpStatus.ACCEPTED);

        completed(edit.payload().operationId());
        assertThat(transactionOf("t-1").at("/labels/entity/value").asString()).isEqualTo("Media");
        post(redrive, json(edit), HttpStatus.CONFLICT);
        assertThat(tracked()).isEqualTo(1);
    }

    @Test
    void an_operation_whose_refused_part_is_corrected_is_completed() {
        Event<TransactionsImported> part = event(
                EventTypes.TRANSACTION_IMPORTED, importOf(List.of(transaction("huge", "ACME", "1E+999999", Map.of()))));
        publish(part);
        String redrive = redriveOf(letter());
        assertThat(answer("/v1/operations/" + part.payload().operationId())
                        .path("status")
                        .asString())
                .isEqualTo("failed");

        post(redrive, json(part).replaceAll("1E\\+999999", "-1.5"), HttpStatus.ACCEPTED);

        JsonNode operation = completed(part.payload().operationId());
        assertThat(operation.path("reason").isNull()).isTrue();
        assertThat(transactionOf("huge").path("amount").decimalValue()).isEqualByComparingTo("-1.5");
    }

    @Test
    void a_letter_that_is_delivered_again_is_one_letter_and_nobody_elses() {
        Event<ClassificationRecorded> edit =
                event(EventTypes.CLASSIFICATION_RECORDED, edit("entity", "Media", List.of("t-1")));
        publishAs("[]", edit);
        String path = LETTERS + "/" + letter().path("letter_id").asString();
        ConsumerRecord<String, byte[]> lying = letterOnTheBroker();
        double before = duplicates();

        for (int i = 0; i < 5; i++) {
            kafka.send(new ProducerRecord<>(
                            lying.topic(), lying.partition(), lying.key(), lying.value(), lying.headers()))
                    .join();
        }

        await().untilAsserted(() -> assertThat(duplicates() - before).isEqualTo(5));
        assertThat(answer(LETTERS).path("items")).hasSize(1);
        String stranger = TOKENS.of("tenant-" + UUID.randomUUID(), "mallory");
        assertThat(status(path, stranger)).isEqualTo(HttpStatus.NOT_FOUND);
        client(stranger)
                .post()
                .uri(path + "/redrive")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(json(edit))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    /** The tenant's only one, once it is there. */
    private JsonNode letter() {
        return await().pollInterval(Duration.ofMillis(50))
                .until(() -> answer(LETTERS).path("items"), items -> items.size() == 1)
                .get(0);
    }

    private static String redriveOf(JsonNode letter) {
        return LETTERS + "/" + letter.path("letter_id").asString() + "/redrive";
    }

    private JsonNode post(String path, String body, HttpStatus expected) {
        return EventJson.MAPPER.readTree(Objects.requireNonNull(client(TOKENS.of(tenant, "alice"))
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(expected)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()));
    }

    private void publishAs(String payload, Event<?> event) {
        ProducerRecord<String, byte[]> valid = codec.encode(event);
        kafka.send(new ProducerRecord<>(
                        valid.topic(),
                        valid.partition(),
                        valid.key(),
                        payload.getBytes(StandardCharsets.UTF_8),
                        valid.headers()))
                .join();
    }

    private ConsumerRecord<String, byte[]> letterOnTheBroker() {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> consumer = consumers.createConsumer("reader-of-" + tenant, null)) {
            consumer.subscribe(List.of(topics.deadLettersOf(Topic.CLASSIFICATIONS)));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(letter -> {
                    if (tenant.equals(letter.key())) {
                        found.add(letter);
                    }
                });
                return !found.isEmpty();
            });
        }
        return found.getFirst();
    }

    private double duplicates() {
        return meters.counter("gleaner.dead.letters", "outcome", "duplicate").count();
    }

    private static String json(Event<?> event) {
        return EventJson.MAPPER.writeValueAsString(event.payload());
    }
}
