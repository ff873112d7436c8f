package io.gleaner.tracking.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.contracts.WorkflowRefused;
import io.gleaner.contracts.WorkflowReported;
import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.tracking.OnTracking;
import io.gleaner.tracking.TenantChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;

class WorkflowRunsTest extends OnTracking {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    private Event<WorkflowCompleted> reported(int second, RunToReport run) {
        return new Event<>(
                UUID.randomUUID().toString(),
                tenant,
                null,
                NOON.plusSeconds(second),
                null,
                EventTypes.WORKFLOW_COMPLETED,
                run.alone());
    }

    private List<Event<?>> relayed(int count) {
        try (TenantChanges changes = new TenantChanges(consumers, codec, topics, tenant)) {
            return changes.atLeast(count);
        }
    }

    private List<WorkflowTracked> tracked(int count) {
        return relayed(count).stream()
                .map(event -> (WorkflowTracked) event.payload())
                .toList();
    }

    private List<Map<String, @Nullable Object>> history(String tenantId) {
        return jdbc.sql("""
                SELECT workflow_id, nl_input, error_count, retry_count, total_tokens, actual_cost_total, duration_seconds,
                    reported_at
                FROM workflow_history WHERE tenant_id = ? ORDER BY workflow_id
                """).param(tenantId).query().listOfRows();
    }

    @Test
    void a_run_is_relayed_with_all_that_was_said_of_it() {
        publish(reported(0, RunToReport.of("run-1")));

        WorkflowTracked run = tracked(1).getFirst();
        WorkflowCompleted said = RunToReport.of("run-1").alone();
        assertThat(run)
                .isEqualTo(new WorkflowTracked(
                        "run-1",
                        1,
                        true,
                        said.nlInput(),
                        said.workflowTemplate(),
                        said.status(),
                        said.adwId(),
                        false,
                        null,
                        said.errorMessage(),
                        2,
                        0,
                        said.durationSeconds(),
                        said.totalTokens(),
                        said.actualCostTotal(),
                        said.model(),
                        said.startedAt(),
                        said.endedAt(),
                        run.receivedAt()));
    }

    @Test
    void a_later_report_replaces_and_an_earlier_or_repeated_one_does_not() {
        Event<WorkflowCompleted> first = reported(1, RunToReport.of("run-1"));
        publish(first);
        tracked(1);
        publish(reported(2, RunToReport.of("run-1").costs(6000, "0.60")));
        List<WorkflowTracked> runs = tracked(2);
        publish(first);
        publish(reported(0, RunToReport.of("run-1").costs(7000, "0.70")));
        publish(reported(3, RunToReport.of("run-2")));

        assertThat(tracked(3))
                .extracting(run -> run.workflowId() + " " + run.rowVersion() + " " + run.totalTokens())
                .containsExactly("run-1 1 5000", "run-1 2 6000", "run-2 1 5000");
        assertThat(runs.getLast().receivedAt()).isEqualTo(runs.getFirst().receivedAt());
    }

    @Test
    void runs_in_any_order_and_with_duplicates_make_the_same_history_as_once_in_order() {
        Random random = new Random(4);
        List<Event<WorkflowCompleted>> ordered = IntStream.range(0, 300)
                .mapToObj(i ->
                        reported(i, RunToReport.of("run-" + random.nextInt(60)).costs(i, "0." + random.nextInt(1000))))
                .toList();
        List<Event<WorkflowCompleted>> shuffled = new ArrayList<>(ordered);
        shuffled.addAll(ordered.subList(100, 250));
        Collections.shuffle(shuffled, random);
        String other = tenant + "-shuffled";

        ordered.forEach(this::publish);
        shuffled.forEach(event ->
                publish(new Event<>(event.id(), other, null, event.time(), null, event.type(), event.payload())));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(history(other)).hasSizeGreaterThan(50).isEqualTo(history(tenant)));
    }

    @Test
    void a_request_is_told_of_behind_its_runs_and_counts_what_was_refused() {
        String job = UUID.randomUUID().toString();
        publish(List.of(
                event(
                        EventTypes.WORKFLOW_REFUSED,
                        new WorkflowRefused(job, "alice", 3, List.of(new RefusedItem(1, "/workflow_id is missing")))),
                event(
                        EventTypes.WORKFLOW_COMPLETED,
                        RunToReport.of("run-a").ofJob(job).item(0, 3)),
                event(
                        EventTypes.WORKFLOW_COMPLETED,
                        RunToReport.of("run-b").ofJob(job).item(2, 3))));

        List<Event<?>> events = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            events.clear();
            events.addAll(relayed(3));
            return events.getLast().payload() instanceof WorkflowReported reported
                    && reported.workflowIds().size() == 2;
        });
        WorkflowReported reported = (WorkflowReported) events.getLast().payload();
        assertThat(reported.workflowIds()).containsExactly("run-a", "run-b");
        assertThat(reported.refused()).containsExactly(new RefusedItem(1, "/workflow_id is missing"));
        assertThat(reported.total()).isEqualTo(3);
        assertThat(reported.userId()).isEqualTo("alice");
        assertThat(events.stream().filter(event -> event.payload() instanceof WorkflowTracked))
                .hasSize(2);
    }

    @Test
    void a_run_that_says_half_of_where_it_belongs_is_refused_and_the_rest_goes_on() {
        publish(List.of(
                event(EventTypes.WORKFLOW_COMPLETED, RunToReport.of("bad").completed(null, 1, 2)),
                event(EventTypes.WORKFLOW_COMPLETED, RunToReport.of("outside").item(2, 2)),
                event(EventTypes.WORKFLOW_COMPLETED, RunToReport.of("good").alone())));

        assertThat(tracked(1)).extracting(WorkflowTracked::workflowId).containsExactly("good");
        assertThat(history(tenant)).hasSize(1);
    }

    @Test
    void services_read_the_history_piece_by_piece() {
        publish(List.of(
                reported(0, RunToReport.of("run-1")),
                reported(0, RunToReport.of("run-2")),
                reported(0, RunToReport.of("run-3"))));
        List<WorkflowTracked> relayed = tracked(3);

        assertThat(piece(Map.of("limit", 2)).get("runs").valueStream())
                .extracting(run -> run.get("workflow_id").asString())
                .containsExactly("run-1", "run-2");
        JsonNode last = piece(Map.of("after", "run-2", "limit", 2)).get("runs");
        assertThat(last).hasSize(1);
        assertThat(last.get(0).get("actual_cost_total").decimalValue())
                .isEqualByComparingTo(relayed.getLast().actualCostTotal());
    }

    private JsonNode piece(Map<String, Object> question) {
        return Objects.requireNonNull(client(services.tokenFor(tenant))
                .post()
                .uri("/internal/workflows")
                .bodyValue(question)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
