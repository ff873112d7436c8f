package io.gleaner.tracking.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternApplied;
import io.gleaner.contracts.PatternApplied.Definition;
import io.gleaner.contracts.PatternPaused;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import io.gleaner.tracking.OnPatterns;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PatternsAtWorkTest extends OnPatterns {

    @Test
    void an_import_gets_the_best_patterns_label_in_the_fields_that_nobody_has_spoken_of() {
        Definition broad = active(pattern("entity", "Shop", "corner"));
        Definition narrow = active(pattern("entity", "Bakery", "corner", "bakery"));

        imported(
                transaction("t-1", "CORNER BAKERY ref 4711"),
                transaction("t-2", "Corner Kiosk"),
                transaction("t-3", "Corner Bakery", "-1", Map.of("entity", "Mine")),
                transaction("t-4", "Elsewhere"));

        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("Bakery");
        assertThat(labelOf("t-1", "entity").path("set_by").asString()).isEqualTo("pattern");
        assertThat(labelOf("t-1", "entity").path("set_by_id").asString()).isEqualTo(narrow.patternId());
        assertThat(labelOf("t-2", "entity").path("value").asString()).isEqualTo("Shop");
        assertThat(labelOf("t-3", "entity").path("set_by").asString()).isEqualTo("import");
        assertThat(labelOf("t-4", "entity").isMissingNode()).isTrue();
        assertThat(usesOf(narrow)).containsExactly(1L, 0L, 1L, 1L);
        assertThat(usesOf(broad)).containsExactly(1L, 0L, 1L, 1L);
        assertThat(tracked()).isZero();
        assertThat(knownLabels()).containsExactly("entity Mine");
    }

    @Test
    void conditions_are_part_of_a_pattern() {
        active(between(pattern("category", "Small", "kiosk"), "0", "5"));

        imported(
                transaction("t-1", "Kiosk", "-5", Map.of()),
                transaction("t-2", "Kiosk", "5", Map.of()),
                transaction("t-3", "Kiosk", "-5.01", Map.of()));

        assertThat(labelOf("t-1", "category").path("value").asString()).isEqualTo("Small");
        assertThat(labelOf("t-2", "category").path("value").asString()).isEqualTo("Small");
        assertThat(labelOf("t-3", "category").isMissingNode()).isTrue();
    }

    @Test
    void a_label_that_a_user_set_or_cleared_is_not_touched_by_a_later_import() {
        imported(transaction("t-1", "Corner Bakery"), transaction("t-2", "Corner Bakery"));
        classified("entity", "Mine", "t-1");
        classified("entity", "Wrong", "t-2");
        classified("entity", null, "t-2");
        active(pattern("entity", "Bakery", "bakery"));

        imported(transaction("t-1", "Corner Bakery", "-1", Map.of()), transaction("t-2", "New Bakery"));

        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("Mine");
        assertThat(labelOf("t-2", "entity").isMissingNode()).isTrue();
    }

    @Test
    void a_paused_pattern_stops_at_once_and_old_news_of_it_changes_nothing() {
        Definition pattern = active(pattern("entity", "Bakery", "bakery"));
        PatternPaused paused = new PatternPaused(pattern.patternId(), 2, null, "entity", "Bakery", "user", null, null);
        publish(event(EventTypes.PATTERN_PAUSED, paused));
        awaitStatus(pattern, "paused");
        publish(event(
                EventTypes.PATTERN_PAUSED,
                new PatternPaused(Ids.next().toString(), 9, null, "entity", "Unheard of", "user", null, null)));

        imported(transaction("t-1", "Corner Bakery"));

        assertThat(labelOf("t-1", "entity").isMissingNode()).isTrue();
    }

    @Test
    void corrections_count_against_a_pattern_and_an_undone_correction_does_not() {
        Definition pattern = active(pattern("entity", "Bakery", "bakery"));
        imported(transactions("t-", 25, "Bakery"));
        classified("entity", "Bakery", "t-1");
        assertThat(usesOf(pattern)).containsExactly(25L, 0L, 20L, 20L);

        String correction = classified("entity", "Cafe", "t-25", "t-24")
                .path("operation_id")
                .asString();
        assertThat(usesOf(pattern)).containsExactly(25L, 2L, 20L, 18L);
        JsonNode undo = undone(correction);

        assertThat(undo.path("updated").asInt()).isEqualTo(2);
        assertThat(usesOf(pattern)).containsExactly(25L, 0L, 20L, 20L);
        assertThat(labelOf("t-25", "entity").path("set_by").asString()).isEqualTo("pattern");
        assertThat(labelOf("t-25", "entity").path("set_by_id").asString()).isEqualTo(pattern.patternId());
        classified("entity", "Cafe", "t-25");
        assertThat(usesOf(pattern)).containsExactly(25L, 1L, 20L, 19L);
    }

    @Test
    void an_application_labels_old_transactions_once_however_often_it_is_delivered() {
        imported(transactions("t-", 4, "Bakery"));
        imported(transaction("i-1", "Bakery", "-1", Map.of("entity", "Import")));
        classified("entity", "Mine", "t-1");
        Definition pattern = pattern("entity", "Bread", "bakery");
        PatternApplied payload = new PatternApplied(Ids.next().toString(), "alice", pattern);
        Event<PatternApplied> event = event(EventTypes.PATTERN_APPLIED, payload);

        IntStream.range(0, 5).forEach(i -> publish(event));
        JsonNode operation = completed(payload.operationId());

        assertThat(operation.path("kind").asString()).isEqualTo("application");
        assertThat(operation.path("updated").asInt()).isEqualTo(3);
        assertThat(labelOf("t-2", "entity").path("value").asString()).isEqualTo("Bread");
        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("Mine");
        assertThat(labelOf("i-1", "entity").path("value").asString()).isEqualTo("Import");
        assertThat(applied(pattern).path("updated").asInt()).isZero();
        assertThat(usesOf(pattern)).containsExactly(3L, 0L, 3L, 3L);
    }

    @Test
    void undo_restores_value_and_provenance_and_keeps_what_somebody_changed_since() {
        imported(transaction("t-1", "Bakery", "-1", Map.of("entity", "Import")), transaction("t-2", "Bakery"));
        JsonNode before = labelOf("t-1", "entity");
        String edit =
                classified("entity", "Mine", "t-1", "t-2").path("operation_id").asString();
        assertThat(answer("/v1/operations/" + edit).path("undoable").asBoolean())
                .isTrue();
        classified("entity", "Yours", "t-2");

        JsonNode undo = undone(edit);

        assertThat(undo.path("kind").asString()).isEqualTo("undo");
        assertThat(undo.path("updated").asInt()).isEqualTo(1);
        assertThat(undo.path("refused").path(0).path("transaction_id").asString())
                .isEqualTo("t-2");
        assertThat(undo.path("refused").path(0).path("reason").asString()).isEqualTo("changed_since");
        assertThat(labelOf("t-1", "entity")).isEqualTo(before);
        assertThat(labelOf("t-2", "entity").path("value").asString()).isEqualTo("Yours");
        JsonNode undoneEdit = answer("/v1/operations/" + edit);
        assertThat(undoneEdit.path("status").asString()).isEqualTo("undone");
        assertThat(undoneEdit.path("undoable").asBoolean()).isFalse();
        assertThat(undoneEdit.path("timeline"))
                .extracting(step -> step.path("step").asString())
                .containsExactly("received", "tracked", "undone");
        assertThat(undone(edit).path("updated").asInt()).isZero();
        assertThat(answer("/v1/operations/" + edit).path("undone_at"))
                .as("the first undo's")
                .isEqualTo(undoneEdit.path("undone_at"));
        assertThat(jdbc.sql("SELECT count(*) FROM user_classification_tracking WHERE tenant_id = ? AND active")
                        .param(tenant)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void operations_are_undone_one_after_the_other_the_latest_first() {
        imported(transaction("t-1", "Bakery", "-1", Map.of("entity", "Import")));
        JsonNode before = labelOf("t-1", "entity");
        String a = edited("A");
        String b = edited("B");
        String c = edited("C");

        assertThat(undoes(c)).isTrue();
        String d = edited("D");
        assertThat(undoes(d)).isTrue();
        assertThat(undoes(b)).isTrue();
        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("A");
        assertThat(undoes(a)).isTrue();

        assertThat(labelOf("t-1", "entity")).isEqualTo(before);
    }

    @Test
    void what_came_after_an_operation_keeps_it_from_being_undone_even_if_that_is_undone_later() {
        imported(transaction("t-1", "Bakery"));
        String a = edited("A");
        String b = edited("B");

        assertThat(undoes(a)).isFalse();
        assertThat(undoes(b)).isTrue();

        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("A");
    }

    private String edited(String value) {
        return classified("entity", value, "t-1").path("operation_id").asString();
    }

    private boolean undoes(String operationId) {
        return undone(operationId).path("updated").asInt() == 1;
    }

    @Test
    void an_application_is_undone_after_a_correction_of_it_was() {
        imported(transactions("t-", 3, "Bakery"));
        Definition pattern = active(pattern("entity", "Bread", "bakery"));
        String application = applied(pattern).path("operation_id").asString();
        undone(classified("entity", "Mine", "t-1").path("operation_id").asString());
        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("Bread");

        assertThat(undone(application).path("updated").asInt()).isEqualTo(3);

        assertThat(labelOf("t-1", "entity").isMissingNode()).isTrue();
        assertThat(usesOf(pattern)).containsExactly(0L, 0L, 0L, 0L);
    }

    @Test
    void what_cannot_be_undone_is_not_called_undone() {
        String imported = imported(transaction("t-1", "Bakery", "-1", Map.of("entity", "Import")))
                .path("operation_id")
                .asString();

        assertThat(undone(imported).path("updated").asInt()).isZero();
        assertThat(undone("nobody-has-this").path("updated").asInt()).isZero();

        assertThat(answer("/v1/operations/" + imported).path("status").asString())
                .isEqualTo("completed");
        assertThat(labelOf("t-1", "entity").path("value").asString()).isEqualTo("Import");
    }

    @Test
    void an_application_of_ten_thousand_rows_is_taken_back_whole() {
        List<String> texts = Collections.nCopies(10, "Bulk Bakery");
        IntStream.range(0, 10).forEach(part -> imported(transactions("b-" + part + "-", 1_000, texts.getFirst())));
        Definition pattern = active(pattern("entity", "Bread", "bakery"));

        JsonNode application = applied(pattern);
        assertThat(application.path("updated").asInt()).isEqualTo(10_000);
        JsonNode undo = undone(application.path("operation_id").asString());

        assertThat(undo.path("updated").asInt()).isEqualTo(10_000);
        assertThat(usesOf(pattern)).containsExactly(0L, 0L, 0L, 0L);
        assertThat(answer("/v1/transactions?unlabelled=entity&limit=1").path("items"))
                .hasSize(1);
    }
}
