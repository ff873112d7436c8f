package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** {@code ./gleaner demo} on a stack whose windows are short. */
@Isolated
class DemoTest {

    @Test
    void it_prints_what_came_of_nine_rows_from_the_edit_to_the_suggestion() {
        String printed = Stack.running().gleaner("demo");

        assertThat(printed)
                .contains("Importing 54 transactions")
                .containsSubsequence(
                        "one request gives 9 rows the entity Media; answered 202",
                        "rows updated: 9, in 1 update; tracking records: 9, in 1 tracking insert",
                        "window",
                        "model calls: 1, to ",
                        "suggestions: 1",
                        "approved: rows like \"netflix com\" get entity Media",
                        "occurrences 9, agreement 1.00");
    }
}
