package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.kit.security.InternalTokens;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an operation led to, and what it waits for. */
class OperationTimelineTest extends OnApprovingModel {

    @Test
    void theTimelineOfAnOperationSaysWhatItWaitedFor() {
        Edits.publish(replica, edits.same(3, "netflix com", "Media"));
        awaitStatuses("approved");
        String operationId = operation();

        List<JsonNode> steps = steps(edits.tenantId(), operationId);

        assertThat(steps)
                .extracting(step -> step.path("step").asString())
                .containsExactly("learned", "window", "called", "decided", "applied");
        assertThat(steps.get(1).path("reason").asString()).isEqualTo("quiet");
        assertThat(steps.get(1).path("closed_at").asString()).endsWith("Z");
        assertThat(steps.get(2).path("model").asString()).isEqualTo("fake-1");
        assertThat(steps.get(3).path("outcome").asString()).isEqualTo("approved");
        assertThat(steps.get(3).path("suggestion_id").asString())
                .isEqualTo(steps.get(3).at("/suggestion_ids/0").asString());
        assertThat(steps.get(4).path("pattern_id").asString()).isNotEmpty();
        assertThat(steps)
                .isSortedAccordingTo((one, other) ->
                        one.path("at").asString().compareTo(other.path("at").asString()));
        assertThat(steps("stranger", operationId)).isEmpty();
        assertThat(steps(edits.tenantId(), "unknown")).isEmpty();
    }

    @Test
    void theTimelineShowsAnOpenWindowAndThenASuggestionThatWaits() {
        put("{\"windows\":{\"quiet_seconds\":30,\"max_wait_seconds\":60}}")
                .expectStatus()
                .isOk();
        Edits.publish(replica, edits.same(3, "netflix com", "Media"));
        awaitWindow("quiet");
        JsonNode open = steps(edits.tenantId(), operation()).getLast();
        assertThat(open.path("step").asString()).isEqualTo("window");
        assertThat(Instant.parse(open.path("closes_at").asString()))
                .isAfter(Instant.now().plusSeconds(20));

        table().jdbc().sql("""
                INSERT INTO llm_permits (tenant_id, purpose, opens_at)
                VALUES (?, 'suggestion_validation', now() + interval '1 hour')
                """).param(edits.tenantId()).update();
        post("/v1/windows/classification/flush").expectStatus().isAccepted();

        awaitStatuses("waiting");
        JsonNode waiting = steps(edits.tenantId(), operation()).getLast();
        assertThat(waiting.path("step").asString()).isEqualTo("waiting");
        assertThat(waiting.path("waiting_for").asString()).isEqualTo("rate");
        assertThat(Instant.parse(waiting.path("next_attempt_at").asString())).isAfter(Instant.now());
        assertThat(waiting.path("suggestion_ids")).hasSize(1);
    }

    @Test
    void theTimelineOfAnOperationOverFiveThousandSignaturesIsShort() {
        table().jdbc().sql("""
                WITH evidence AS (
                    INSERT INTO classification_evidence (tenant_id, tracking_id, row_version, active, operation_id,
                        transaction_id, field, label_version, learnable, label, signature, key)
                    SELECT :tenant, uuidv7(), 1, true, 'large', 't-' || n, 'entity', 1, true, 'Media', 's-' || n, 'k' || n
                    FROM generate_series(1, 5000) n RETURNING *)
                INSERT INTO suggestions (suggestion_id, tenant_id, field, signature, key, direction, label, labels,
                    occurrences, agreement, status, decided_at)
                SELECT tracking_id, tenant_id, field, signature, key, 'debit', label, '[]', 3, 1, 'pending_review', clock_timestamp()
                FROM evidence
                """).param("tenant", edits.tenantId()).update();

        List<JsonNode> steps = steps(edits.tenantId(), "large");

        assertThat(steps)
                .extracting(step -> step.path("step").asString())
                .containsExactlyInAnyOrder("learned", "decided");
        assertThat(steps)
                .filteredOn(step -> step.path("step").asString().equals("decided"))
                .singleElement()
                .satisfies(decided -> {
                    assertThat(decided.path("suggestions").asInt()).isEqualTo(5_000);
                    assertThat(decided.path("suggestion_ids")).hasSize(20);
                });
    }

    private String operation() {
        return table().jdbc()
                .sql("SELECT max(operation_id) FROM classification_evidence WHERE tenant_id = ?")
                .param(edits.tenantId())
                .query(String.class)
                .single();
    }

    private List<JsonNode> steps(String tenantId, String operationId) {
        String token = replica.bean(InternalTokens.class).tokenFor(tenantId);
        JsonNode steps = get(replica.as(token), "/internal/operations/%s/timeline".formatted(operationId))
                .path("timeline");
        return IntStream.range(0, steps.size()).mapToObj(steps::get).toList();
    }
}
