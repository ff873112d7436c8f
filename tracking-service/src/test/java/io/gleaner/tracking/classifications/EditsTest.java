package io.gleaner.tracking.classifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.tracking.OnTracking;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Signature;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

class EditsTest extends OnTracking {

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    Topics topics;

    private List<Map<String, @Nullable Object>> records() {
        return jdbc.sql(
                        "SELECT * FROM user_classification_tracking WHERE tenant_id = ? ORDER BY label_version, transaction_id")
                .param(tenant)
                .query()
                .listOfRows();
    }

    private String value(String id, String field) {
        return transactionOf(id).path("labels").path(field).path("value").asString("<none>");
    }

    @Test
    void nine_rows_are_labelled_and_tracked() {
        imported(IntStream.rangeClosed(1, 9)
                .mapToObj(i -> transaction("t-" + i, "NETFLIX.COM ref " + (1000 + 37 * i)))
                .toList());

        JsonNode operation = classified(
                "entity",
                "Media",
                IntStream.rangeClosed(1, 9).mapToObj(i -> "t-" + i).toArray(String[]::new));

        assertThat(operation.path("kind").asString()).isEqualTo("classification");
        assertThat(operation.path("requested").asInt()).isEqualTo(9);
        assertThat(operation.path("updated").asInt()).isEqualTo(9);
        assertThat(value("t-9", "entity")).isEqualTo("Media");
        assertThat(records())
                .hasSize(9)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("new_value", "Media")
                        .containsEntry("key", "netflix com")
                        .containsEntry(
                                "signature",
                                Signature.of(Field.ENTITY, Direction.DEBIT, "netflix com")
                                        .hex())
                        .containsEntry("learnable", true)
                        .containsEntry("user_id", "alice")
                        .containsEntry("origin", "card 4711")
                        .containsEntry("label_version", 1L)
                        .containsEntry("row_version", 1L)
                        .containsEntry("active", true)
                        .containsEntry(
                                "operation_id", operation.path("operation_id").asString())
                        .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));
    }

    @Test
    void the_same_value_again_is_unchanged_and_not_tracked() {
        imported(transaction("t-1", "ACME"));
        classified("entity", "Media", "t-1");

        JsonNode again = classified("entity", "media ", "t-1");

        assertThat(again.path("unchanged").asInt()).isEqualTo(1);
        assertThat(again.path("updated").asInt()).isZero();
        assertThat(tracked()).isEqualTo(1);
        assertThat(transactionOf("t-1").path("version").asLong()).isEqualTo(2);
    }

    @Test
    void a_to_b_to_a_and_on_counts_the_versions_of_the_label() {
        imported(transaction("t-1", "ACME"));

        IntStream.range(0, 6).forEach(i -> classified("entity", i % 2 == 0 ? "A" : "B", "t-1"));

        assertThat(records()).extracting(row -> row.get("label_version")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(records()).extracting(row -> row.get("old_value")).containsExactly(null, "A", "B", "A", "B", "A");
        assertThat(value("t-1", "entity")).isEqualTo("B");
    }

    @Test
    void edits_of_one_label_in_one_batch_apply_in_their_order() {
        imported(transaction("t-1", "ACME"));
        List<ClassificationRecorded> edits = IntStream.range(0, 20)
                .mapToObj(i -> edit(i % 3 == 0 ? "category" : "entity", "value " + i, List.of("t-1")))
                .toList();

        publish(edits.stream()
                .map(edit -> event(EventTypes.CLASSIFICATION_RECORDED, edit))
                .toList());

        completed(edits.getLast().operationId());
        assertThat(value("t-1", "entity")).isEqualTo("value 19");
        assertThat(value("t-1", "category")).isEqualTo("value 18");
        assertThat(tracked()).isEqualTo(20);
    }

    @Test
    void two_systems_that_number_their_events_alike_are_both_heard_and_each_once() {
        imported(transaction("t-1", "ACME"));
        ClassificationRecorded ofErp = edit("entity", "of the ERP", List.of("t-1"));
        ClassificationRecorded ofCrm = edit("entity", "of the CRM", List.of("t-1"));

        IntStream.range(0, 3).forEach(i -> {
            publishAs("https://erp.example", "1", ofErp);
            publishAs("https://crm.example", "1", ofCrm);
        });

        assertThat(completed(ofErp.operationId()).path("updated").asInt()).isEqualTo(1);
        assertThat(completed(ofCrm.operationId()).path("updated").asInt()).isEqualTo(1);
        classified("entity", "last", "t-1");
        assertThat(records())
                .extracting(row -> row.get("new_value"))
                .containsExactly("of the ERP", "of the CRM", "last");
    }

    private void publishAs(String source, String id, ClassificationRecorded edit) {
        Event<ClassificationRecorded> event =
                new Event<>(id, tenant, null, Instant.now(), null, EventTypes.CLASSIFICATION_RECORDED, edit);
        kafka.send(new EventCodec(URI.create(source), topics).encode(event)).join();
    }

    @Test
    void an_edit_delivered_five_times_counts_once() {
        imported(transaction("t-1", "ACME"));
        Event<ClassificationRecorded> event =
                event(EventTypes.CLASSIFICATION_RECORDED, edit("entity", "A", List.of("t-1")));
        publish(event);
        classified("entity", "B", "t-1");

        IntStream.range(0, 4).forEach(i -> publish(event));

        classified("category", "done", "t-1");
        assertThat(value("t-1", "entity")).isEqualTo("B");
        assertThat(tracked()).isEqualTo(3);
    }

    @Test
    void a_cleared_label_is_tracked_and_teaches_nothing() {
        imported(transaction("t-1", "ACME"));
        classified("entity", "Media", "t-1");

        assertThat(classified("entity", null, "t-1").path("updated").asInt()).isEqualTo(1);
        assertThat(classified("entity", null, "t-1").path("unchanged").asInt()).isEqualTo(1);

        assertThat(transactionOf("t-1").path("labels").has("entity")).isFalse();
        assertThat(records())
                .last()
                .satisfies(row -> assertThat(row)
                        .containsEntry("old_value", "Media")
                        .containsEntry("new_value", null)
                        .containsEntry("learnable", false)
                        .containsEntry("not_learnable_reason", "label_cleared"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "12345", "***"})
    void a_row_without_a_key_is_labelled_and_tracked_as_not_learnable(String description) {
        imported(transaction("t-1", description));

        classified("entity", "Media", "t-1");

        assertThat(value("t-1", "entity")).isEqualTo("Media");
        assertThat(records())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("learnable", false)
                        .containsEntry("not_learnable_reason", "no_key")
                        .containsEntry("signature", null));
    }

    @Test
    void a_user_who_confirms_an_imported_label_makes_it_theirs() {
        imported(transaction("t-1", "ACME", "-1", Map.of("entity", "Media")));

        JsonNode operation = classified("entity", "Media", "t-1");

        assertThat(operation.path("updated").asInt()).isEqualTo(1);
        JsonNode label = transactionOf("t-1").path("labels").path("entity");
        assertThat(label.path("set_by").asString()).isEqualTo("user");
        assertThat(label.path("set_by_id").asString()).isEqualTo("alice");
        assertThat(records())
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("old_value", "Media").containsEntry("new_value", "Media"));
    }

    @Test
    void the_same_text_as_debit_and_as_credit_has_two_signatures() {
        imported(
                transaction("out", "ACME", "-1", Map.of()),
                transaction("in", "ACME", "1", Map.of()),
                transaction("also-out", "ACME", "-2", Map.of()));

        classified("entity", "Acme", "out", "in", "also-out");

        assertThat(records()).extracting(row -> row.get("signature")).doesNotContainNull();
        assertThat(records().stream().map(row -> row.get("signature")).distinct())
                .hasSize(2);
    }

    @Test
    void an_id_named_twice_counts_once() {
        imported(transaction("t-1", "ACME"));

        JsonNode operation = classified("entity", "Media", "t-1", "t-1");

        assertThat(operation.path("requested").asInt()).isEqualTo(1);
        assertThat(operation.path("updated").asInt()).isEqualTo(1);
    }
}
