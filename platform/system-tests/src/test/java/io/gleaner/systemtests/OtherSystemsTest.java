package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another program publishes to Kafka what the gateway would have published. */
@Execution(ExecutionMode.CONCURRENT)
class OtherSystemsTest {

    private static final JsonMapper JSON = new JsonMapper();

    private final Stack stack = Stack.running();
    private final Tenant tenant = Tenant.fresh();

    @Test
    void a_valid_classification_has_the_same_effect_as_over_http_however_often_it_is_sent() throws Exception {
        List<String> rows = tenant.has("Kafka Cafe", "Kafka Cafe", "Kafka Cafe");
        String eventId = UUID.randomUUID().toString();
        String operationId = UUID.randomUUID().toString();
        String payload = edit(operationId, rows, "entity");

        for (int i = 0; i < 5; i++) {
            publish(tenant.id(), eventId, payload);
        }

        assertThat(tenant.awaitSuggestion("approved").path("occurrences").asInt())
                .isEqualTo(3);
        assertThat(Counting.tracked(tenant)).isEqualTo(3);
        assertThat(tenant.alice()
                        .get("/v1/operations/" + operationId)
                        .body()
                        .path("updated")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void an_invalid_one_lies_with_the_dead_letters_with_its_reason_and_harms_nobody() throws Exception {
        List<String> rows = tenant.has("Kafka Bar", "Kafka Bar", "Kafka Bar");

        publish(
                tenant.id(),
                UUID.randomUUID().toString(),
                edit(UUID.randomUUID().toString(), rows, "colour"));
        publish(tenant.id(), UUID.randomUUID().toString(), "no JSON at all");
        tenant.awaitCompleted(tenant.drags(rows, "Bar"));

        assertThat(deadLetterReason("colour")).contains("/field");
        assertThat(deadLetterReason("no JSON at all")).contains("expected a JSON object");
        tenant.awaitSuggestion("approved");
    }

    @Test
    void a_refused_record_is_corrected_tried_and_redriven_with_one_effect() throws Exception {
        List<String> rows = tenant.has("Kafka Diner", "Kafka Diner", "Kafka Diner");
        String operationId = UUID.randomUUID().toString();
        publish(tenant.id(), UUID.randomUUID().toString(), edit(operationId, rows, "colour"));
        JsonNode letter = await().atMost(Tenant.PATIENCE)
                .until(
                        () -> tenant.alice().get("/v1/dead-letters").body().at("/items/0"),
                        found -> !found.isMissingNode());
        String redrive = "/v1/dead-letters/" + letter.path("letter_id").asString() + "/redrive";
        JsonNode corrected = JSON.readTree(edit(operationId, rows, "entity"));

        JsonNode tried = tenant.alice()
                .post(redrive + "?dry_run=true", JSON.readTree(edit(operationId, rows, "colour")))
                .body();
        assertThat(tried.path("valid").asBoolean()).isFalse();
        assertThat(tried.at("/errors/0/pointer").asString()).isEqualTo("/field");
        assertThat(tenant.alice().post(redrive, corrected).status()).isEqualTo(202);
        assertThat(tenant.alice().post(redrive, corrected).status()).isEqualTo(409);

        await().atMost(Tenant.PATIENCE)
                .until(
                        () -> tenant.alice()
                                .get("/v1/operations/" + operationId)
                                .body(),
                        operation -> operation.path("status").asString("").equals("completed")
                                && operation.path("updated").asInt() == 3);
        assertThat(Counting.tracked(tenant)).isEqualTo(3);
    }

    @Test
    void a_record_that_pretends_to_be_another_tenants_is_refused() throws Exception {
        List<String> rows = tenant.has("Kafka Pub", "Kafka Pub", "Kafka Pub");
        String payload = edit(UUID.randomUUID().toString(), rows, "entity");

        publish("somebody-else", UUID.randomUUID().toString(), payload);

        assertThat(deadLetterReason(rows.getFirst())).contains("record key");
        assertThat(Counting.tracked(tenant)).isZero();
    }

    private String edit(String operationId, List<String> rows, String field) {
        return JSON.writeValueAsString(Map.of(
                "operation_id",
                operationId,
                "user_id",
                "importer",
                "field",
                field,
                "value",
                "Cafe",
                "part",
                1,
                "parts",
                1,
                "transaction_ids",
                rows));
    }

    @Test
    void a_workflow_run_counts_however_often_it_is_sent_and_an_invalid_one_harms_nobody() throws Exception {
        Workflows workflows = new Workflows(tenant);
        String run = "{\"workflow_id\": \"run-1\", \"nl_input\": \"npm ci\", \"total_tokens\": 7}";
        String eventId = UUID.randomUUID().toString();

        publishRun(UUID.randomUUID().toString(), "{\"nl_input\": \"npm ci\"}");
        publishRun(eventId, run);
        publishRun(eventId, run);

        await().atMost(Tenant.PATIENCE).until(() -> workflows.signatures().equals(List.of("deps:npm:update")));
        assertThat(workflows.patterns().getFirst().path("occurrence_count").asInt())
                .isEqualTo(1);
        assertThat(deadLetterReason("gleaner.workflows.dlt", "npm ci")).contains("workflow_id");
    }

    private void publish(String key, String eventId, String payload) throws ExecutionException, InterruptedException {
        publish("gleaner.classifications", "io.gleaner.classification.recorded.v1", key, eventId, payload);
    }

    private void publishRun(String eventId, String payload) throws ExecutionException, InterruptedException {
        publish("gleaner.workflows", "io.gleaner.workflow.completed.v1", tenant.id(), eventId, payload);
    }

    private void publish(String topic, String type, String key, String eventId, String payload)
            throws ExecutionException, InterruptedException {
        ProducerRecord<String, String> message = new ProducerRecord<>(topic, key, payload);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        eventId,
                        "ce_source",
                        "/another/system",
                        "ce_type",
                        type,
                        "ce_tenantid",
                        tenant.id(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(message).get();
        }
    }

    /** The reason of the dead letter of this tenant whose payload contains the text. */
    private String deadLetterReason(String text) {
        return deadLetterReason("gleaner.classifications.dlt", text);
    }

    private String deadLetterReason(String topic, String text) {
        try (TopicReader letters = TopicReader.fromBeginning(topic)) {
            return await().atMost(Tenant.PATIENCE)
                    .until(
                            () -> letters.of(tenant).stream()
                                    .filter(letter -> new String(letter.value(), StandardCharsets.UTF_8).contains(text))
                                    .map(letter -> TopicReader.header(letter, "gleaner-reason"))
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
        }
    }
}
