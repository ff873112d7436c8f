package io.gleaner.tracking.classifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.tracking.OnTracking;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Edits that name transactions which the tenant does not have. */
class RefusedEditsTest extends OnTracking {

    @Test
    void unknown_ids_are_refused_one_by_one_and_the_rest_is_applied() {
        imported(transaction("t-1", "ACME"));

        JsonNode operation = classified("entity", "Media", "nope-2", "t-1", "nope-1");

        assertThat(operation.path("updated").asInt()).isEqualTo(1);
        assertThat(operation.path("refused_total").asInt()).isEqualTo(2);
        assertThat(operation.path("refused"))
                .extracting(refused -> refused.path("transaction_id").asString() + " "
                        + refused.path("reason").asString())
                .containsExactly("nope-1 unknown", "nope-2 unknown");
        assertThat(tracked()).isEqualTo(1);
    }

    @Test
    void a_label_of_an_edit_whose_ids_are_all_refused_does_not_become_known() {
        imported(transaction("t-1", "ACME"));

        classified("entity", "MEDIA", "nope-1", "nope-2");
        classified("category", null, "nope-1");
        assertThat(knownLabels()).isEmpty();

        classified("entity", "Media", "nope-1", "t-1");
        classified("entity", "media", "t-1");
        assertThat(knownLabels()).containsExactly("entity Media");
        assertThat(transactionOf("t-1")
                        .path("labels")
                        .path("entity")
                        .path("value")
                        .asString())
                .isEqualTo("Media");
    }

    @Test
    void refused_and_applied_edits_of_one_batch_leave_only_the_labels_that_were_set() {
        imported(transaction("t-1", "ACME"));
        List<ClassificationRecorded> edits = List.of(
                edit("entity", "Refused", List.of("nope-1")),
                edit("entity", "Replaced", List.of("t-1")),
                edit("entity", "Last", List.of("t-1")),
                edit("category", "Refused", List.of("nope-1")),
                edit("category", "Refused", List.of("t-1")));

        publish(edits.stream()
                .map(edit -> event(EventTypes.CLASSIFICATION_RECORDED, edit))
                .toList());

        edits.forEach(edit -> completed(edit.operationId()));
        assertThat(knownLabels()).containsExactly("category Refused", "entity Last", "entity Replaced");
    }

    @Test
    void every_refused_id_can_be_read_page_by_page() {
        List<String> unknown =
                IntStream.range(0, 2_500).mapToObj("nope-%04d"::formatted).toList();
        JsonNode operation = classified("entity", "Media", unknown.toArray(String[]::new));
        String path = "/v1/operations/" + operation.path("operation_id").asString();

        List<String> refused = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        @Nullable String cursor = "";
        while (cursor != null) {
            JsonNode page = answer(path + "?cursor=" + cursor);
            assertThat(page.path("refused_total").asInt()).isEqualTo(2_500);
            page.path("refused")
                    .forEach(each -> refused.add(each.path("transaction_id").asString()));
            pages.add(page.path("refused").size());
            cursor = page.path("next_cursor").stringValue(null);
        }

        assertThat(pages).containsExactly(1_000, 1_000, 500);
        assertThat(refused).isEqualTo(unknown);
    }
}
