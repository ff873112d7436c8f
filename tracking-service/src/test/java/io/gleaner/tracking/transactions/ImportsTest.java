package io.gleaner.tracking.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Event;
import io.gleaner.tracking.OnTracking;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ImportsTest extends OnTracking {

    @Test
    void a_transaction_reads_as_it_was_imported() {
        JsonNode operation = imported(transaction("t-1", "NETFLIX.COM ref 1037", "-12.90", Map.of("category", "Fun")));

        assertThat(operation.path("kind").asString()).isEqualTo("import");
        assertThat(operation.path("updated").asInt()).isEqualTo(1);
        JsonNode read = transactionOf("t-1");
        assertThat(read.path("description").asString()).isEqualTo("NETFLIX.COM ref 1037");
        assertThat(read.path("key").asString()).isEqualTo("netflix com");
        assertThat(read.path("amount").decimalValue()).isEqualByComparingTo("-12.90");
        assertThat(read.path("direction").asString()).isEqualTo("debit");
        assertThat(read.path("date").asString()).isEqualTo("2026-01-31");
        assertThat(read.path("version").asLong()).isEqualTo(1);
        JsonNode label = read.path("labels").path("category");
        assertThat(label.path("value").asString()).isEqualTo("Fun");
        assertThat(label.path("set_by").asString()).isEqualTo("import");
        assertThat(label.path("set_by_id").asString())
                .isEqualTo(operation.path("operation_id").asString());
        assertThat(label.path("set_at").asString()).endsWith("Z");
        assertThat(read.path("labels").has("entity")).isFalse();
    }

    @Test
    void the_same_id_again_replaces_the_fields_and_keeps_what_users_said() {
        imported(transaction("t-1", "OLD", "-1", Map.of("entity", "Imported", "category", "First")));
        classified("entity", "Mine", "t-1");

        JsonNode operation =
                imported(transaction("t-1", "NEW", "2", Map.of("entity", "Imported again", "category", "Second")));

        assertThat(operation.path("updated").asInt()).isEqualTo(1);
        JsonNode read = transactionOf("t-1");
        assertThat(read.path("description").asString()).isEqualTo("NEW");
        assertThat(read.path("key").asString()).isEqualTo("new");
        assertThat(read.path("direction").asString()).isEqualTo("credit");
        assertThat(read.path("labels").path("entity").path("value").asString()).isEqualTo("Mine");
        assertThat(read.path("labels").path("category").path("value").asString())
                .isEqualTo("Second");
    }

    @Test
    void a_label_that_a_user_cleared_stays_cleared() {
        imported(transaction("t-1", "ACME", "-1", Map.of("entity", "Imported")));
        classified("entity", null, "t-1");

        imported(transaction("t-1", "ACME", "-1", Map.of("entity", "Imported")));

        assertThat(transactionOf("t-1").path("labels").has("entity")).isFalse();
    }

    @Test
    void a_label_that_meets_a_users_does_not_become_known() {
        imported(transaction("t-1", "ACME", "-1", Map.of("entity", "First", "category", "Travel")));
        classified("entity", "By hand", "t-1");

        imported(
                transaction("t-1", "ACME", "-2", Map.of("entity", "Not set", "category", "Meals")),
                transaction("t-2", "ACME", "-2", Map.of("entity", "Set")));

        assertThat(knownLabels())
                .containsExactly("category Meals", "category Travel", "entity By hand", "entity First", "entity Set");
    }

    @Test
    void the_same_rows_again_change_nothing() {
        List<ImportedTransaction> rows = transactions("t-", 3, "ACME");
        imported(rows);

        JsonNode operation = imported(rows);

        assertThat(operation.path("updated").asInt()).isZero();
        assertThat(operation.path("unchanged").asInt()).isEqualTo(3);
        assertThat(transactionOf("t-1").path("version").asLong()).isEqualTo(1);
    }

    @Test
    void one_id_twice_in_an_event_counts_as_the_later_one() {
        JsonNode operation = imported(transaction("t-1", "FIRST"), transaction("t-1", "SECOND"));

        assertThat(operation.path("requested").asInt()).isEqualTo(2);
        assertThat(operation.path("updated").asInt()).isEqualTo(1);
        assertThat(transactionOf("t-1").path("description").asString()).isEqualTo("SECOND");
    }

    @Test
    void an_import_delivered_again_has_no_second_effect() {
        TransactionsImported first = importOf(transactions("t-", 2, "FIRST"));
        Event<TransactionsImported> event = event(EventTypes.TRANSACTION_IMPORTED, first);
        publish(event);
        imported(transactions("t-", 2, "SECOND"));

        publish(event);

        imported(transaction("later", "LATER"));
        assertThat(transactionOf("t-1").path("description").asString()).isEqualTo("SECOND");
        assertThat(completed(first.operationId()).path("requested").asInt()).isEqualTo(2);
    }

    @Test
    void a_nul_in_a_text_is_dropped_and_a_label_takes_the_known_spelling() {
        imported(transaction("t-1", "NET\0FLIX", "-1", Map.of("entity", " Net   Flix ")));
        imported(transaction("t-2", "NETFLIX", "-1", Map.of("entity", "NET FLIX")));

        assertThat(transactionOf("t-1").path("description").asString()).isEqualTo("NETFLIX");
        assertThat(transactionOf("t-1")
                        .path("labels")
                        .path("entity")
                        .path("value")
                        .asString())
                .isEqualTo("Net Flix");
        assertThat(transactionOf("t-2")
                        .path("labels")
                        .path("entity")
                        .path("value")
                        .asString())
                .isEqualTo("Net Flix");
    }

    @Test
    void money_keeps_every_digit() {
        imported(transaction("t-1", "BTC", "-12345678901234567890.12345678901234567890", Map.of()));

        assertThat(transactionOf("t-1").path("amount").decimalValue())
                .isEqualTo(new BigDecimal("-12345678901234567890.12345678901234567890"));
    }
}
