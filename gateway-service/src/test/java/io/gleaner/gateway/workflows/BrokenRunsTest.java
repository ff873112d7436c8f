package io.gleaner.gateway.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.contracts.WorkflowRefused;
import io.gleaner.kit.events.Event;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that cannot be: refused with their place, and no others with them. */
class BrokenRunsTest extends OnReports {

    @Test
    void broken_items_are_refused_by_their_place_and_stop_no_others() {
        Told told = report("broken-items", """
                [{"workflow_id": "w-0"},
                 {"nl_input": "nameless"},
                 {"workflow_id": "w-2", "error_count": 2},
                 {"workflow_id": "w-3", "nl_input": "\\ud800"},
                 {"workflow_id": "w-4", "actual_cost_total": 1e-31},
                 7,
                 {"workflow_id": "w-6", "user_id": "mallory", "total_tokens": -1},
                 {"workflow_id": "w-7"}]""");

        assertThat(told.accepted()).isEqualTo(3);
        assertThat(told.errors())
                .containsExactly(
                        new RefusedItem(1, "/workflow_id is missing"),
                        new RefusedItem(3, "/nl_input must be Unicode text, got half a surrogate pair"),
                        new RefusedItem(4, "/actual_cost_total must have an exponent and decimal places of at most 30"),
                        new RefusedItem(5, "integer found, object expected, got 7"),
                        new RefusedItem(
                                6, "/total_tokens must have a minimum value of 0, got -1; /user_id is not known here"));
        assertThat(completed("broken-items"))
                .extracting(Event::payload)
                .extracting(WorkflowCompleted::workflowId, WorkflowCompleted::index, WorkflowCompleted::total)
                .containsExactly(tuple("w-0", 0, 8), tuple("w-2", 2, 8), tuple("w-7", 7, 8));
        assertThat(refused("broken-items"))
                .extracting(Event::payload)
                .containsExactly(new WorkflowRefused(told.jobId().toString(), "alice", 8, told.errors()));
    }

    @Test
    void an_array_of_which_every_item_is_broken_is_accepted_with_nothing_in_it() {
        Told told = report("all-broken", "[{}, [], {\"workflow_id\": \"\"}]");

        assertThat(told.accepted()).isZero();
        assertThat(told.errors()).extracting(RefusedItem::index).containsExactly(0, 1, 2);
        assertThat(completed("all-broken")).isEmpty();
        assertThat(refused("all-broken"))
                .extracting(Event::payload)
                .containsExactly(new WorkflowRefused(told.jobId().toString(), "alice", 3, told.errors()));
    }

    @Test
    void the_most_items_of_the_longest_faults_fit_into_the_event_about_them() {
        String item = "{\"%s\": 1}".formatted("🙈\\\\".repeat(600));

        Told told = report("many-faults", Collections.nCopies(1_000, item).toString());

        assertThat(told.errors()).hasSize(1_000);
        assertThat(refused("many-faults"))
                .singleElement()
                .satisfies(event -> assertThat(event.payload().refused()).isEqualTo(told.errors()));
    }

    @Test
    void a_single_run_that_is_broken_is_refused_with_the_place() {
        assertThat(faults("single-broken", "{\"nl_input\": 7}"))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactlyInAnyOrder("/workflow_id", "/nl_input");
        assertThat(completed("single-broken")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-31", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"})
    void a_time_that_no_event_can_say_is_refused(String time) {
        String run = "{\"workflow_id\": \"w-1\", \"started_at\": \"%s\"}".formatted(time);

        assertThat(faults("times", run))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactly("/started_at");
        assertThat(report("times", "[" + run + "]").errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).startsWith("/started_at "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:59:60Z",
                "2026-01-31t10:00:00z",
                "2026-01-31 10:00:00Z",
                "2026-01-31T10:00:00.1234567890Z",
                "2026-01-31T24:00:00Z",
                "0000-01-01T00:00:00Z",
                "2026-01-31T10:00:00-00:00"
            })
    void a_time_of_which_it_can_be_disputed_is_taken_or_refused_and_no_failure(String time) {
        Told told = report("odd-times", "[%s, {\"workflow_id\": \"w-2\", \"ended_at\": \"%s\"}]".formatted(RUN, time));

        assertThat(told.accepted() + told.errors().size()).isEqualTo(2);
    }

    @Test
    void a_fault_that_quotes_half_a_character_can_be_answered() {
        String run = "{\"workflow_id\": \"%s\"}".formatted("\\ud800".repeat(101));

        assertThat(faults("half-quoted", run)).isNotEmpty();
        Told told = report("half-quoted", "[" + run + "]");
        assertThat(told.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("got \"\ufffd\ufffd"));
        assertThat(refused("half-quoted"))
                .singleElement()
                .satisfies(event -> assertThat(event.payload().refused()).isEqualTo(told.errors()));
    }

    @Test
    void more_items_than_a_request_may_have_are_refused() {
        String runs = IntStream.rangeClosed(0, 1_000)
                .mapToObj("{\"workflow_id\": \"w-%d\"}"::formatted)
                .toList()
                .toString();

        assertThat(faults("too-many", runs))
                .singleElement()
                .satisfies(fault -> assertThat(fault.path("detail").asString())
                        .isEqualTo("expected an object or an array of 1 to 1000 objects, got an array of 1001"));
        assertThat(completed("too-many")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"w-1\"", ""})
    void what_is_neither_a_run_nor_an_array_with_items_is_refused(String body) {
        assertThat(faults("no-items", body))
                .extracting(fault -> fault.path("pointer").asString())
                .containsExactly("");
        assertThat(completed("no-items")).isEmpty();
    }
}
