package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.WindowClosed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Labels that gather while a tenant is learned from lazily or not at all, and what has them counted. */
class GatheredLabelsTest extends OnApprovingModel {

    @Test
    void aLazyTenantsLabelsWaitUntilSomebodyAsks() {
        put("{\"mode\":\"lazy\"}").expectStatus().isOk();
        Edits.publish(replica, edits.same(9, "netflix com", "Media"));
        awaitWindow("lazy");
        await().during(Duration.ofSeconds(1)).until(() -> table().statuses().isEmpty());
        assertThat(get("/v1/windows").at("/items/0/due_at").isNull()).isTrue();

        String location = analyze("{}");

        await().until(() -> get(location).path("status").asString(), "completed"::equals);
        assertThat(get(location).path("progress").toString())
                .isEqualTo("{\"done\":1,\"total\":1,\"unit\":\"signatures\",\"percent\":100}");
        awaitStatuses("approved");
        assertThat(get("/v1/windows").path("items")).isEmpty();
        await().untilAsserted(() -> assertThat(announced.of(edits, WindowClosed.class))
                .singleElement()
                .satisfies(window -> assertThat(window.reason()).isEqualTo("flushed")));
    }

    @Test
    void aLazyTenantsLabelsAreCountedOnceManyHaveGathered() {
        put("{\"mode\":\"lazy\",\"analyze_after\":9}").expectStatus().isOk();
        Edits.publish(replica, edits.same(8, "netflix com", "Media"));
        awaitWindow("lazy");

        Edits.publish(replica, edits.same(1, "another shop", "Food"));

        awaitStatuses("approved");
        assertThat(table().suggestions()).containsExactly("approved netflix com Media 8 1");
    }

    @Test
    void aNightlyRunCountsWhatGatheredAndSchedulesTheNext() {
        put("{\"mode\":\"lazy\",\"nightly\":{\"enabled\":true}}").expectStatus().isOk();
        Edits.publish(replica, edits.same(3, "netflix com", "Media"));
        awaitWindow("lazy");
        assertThat(Instant.parse(get("/v1/windows").at("/items/0/due_at").asString()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofDays(1)));

        table().jdbc()
                .sql("UPDATE learning_settings SET nightly_next_at = now() WHERE tenant_id = ?")
                .param(edits.tenantId())
                .update();
        table().jdbc()
                .sql("UPDATE scheduled_tasks SET execution_time = now() WHERE task_name = 'nightly-analyses'")
                .update();

        awaitStatuses("approved");
        assertThat(get("/v1/jobs").at("/items/0/user_id").asString()).isEqualTo("nightly");
        assertThat(table().rows("SELECT nightly_next_at > now() AS later FROM learning_settings WHERE tenant_id = ?"))
                .containsExactly(Map.of("later", true));
    }

    @Test
    void whileLearningIsOffNothingIsSuggestedAndLaterNothingIsMissing() {
        put("{\"mode\":\"off\"}").expectStatus().isOk();
        insertWaitingSuggestion();
        Edits.publish(replica, edits.same(5, "netflix com", "Media"));
        awaitWindow("off");

        post("/v1/patterns/analyze").expectStatus().isEqualTo(409);
        post("/v1/windows/classification/flush").expectStatus().isEqualTo(409);
        await().during(Duration.ofSeconds(1)).until(() -> table().statuses(), List.of("waiting")::equals);
        assertThat(get("/v1/patterns/suggestions").at("/items/0/waiting_for").asString())
                .isEqualTo("off");
        assertThat(table().count("llm_calls")).isZero();
        assertThat(table().count("classification_evidence")).isEqualTo(5);

        put("{\"mode\":\"realtime\"}").expectStatus().isOk();

        awaitStatuses("approved", "approved");
    }

    @Test
    void everythingIsCountedAgainIfAskedForAndOneAnalysisRunsAtATime() {
        Edits.publish(replica, edits.same(2, "corner shop", "Food"));
        await().until(() -> announced.of(edits, WindowClosed.class).size(), Integer.valueOf(1)::equals);
        put("{\"thresholds\":{\"min_occurrences\":2}}").expectStatus().isOk();
        JdbcClient jdbc = table().jdbc();
        jdbc.sql("""
                INSERT INTO background_jobs (job_id, tenant_id, user_id, type, status, input, unit, max_retries)
                VALUES (uuidv7(), ?, 'bob', 'analysis', 'running', '{}', 'signatures', 0)
                """).param(edits.tenantId()).update();

        String running = analyze("{\"everything\":true}");
        assertThat(get(running).path("user_id").asString()).isEqualTo("bob");
        as(edits).delete().uri(running).exchange().expectStatus().isNoContent();
        String location = analyze("{\"everything\":true}");

        await().until(() -> get(location).path("status").asString(), "completed"::equals);
        assertThat(get(location).path("result").toString())
                .contains("\"signatures\":1")
                .contains("\"suggestions\":1");
        awaitStatuses("approved");
    }

    private void insertWaitingSuggestion() {
        table().jdbc().sql("""
                INSERT INTO suggestions (suggestion_id, tenant_id, field, signature, key, direction, label, labels,
                    occurrences, agreement, status)
                VALUES (uuidv7(), ?, 'entity', 'before', 'before', 'debit', 'Media', '[]', 3, 1, 'waiting')
                """).param(edits.tenantId()).update();
    }

    private String analyze(String body) {
        return Objects.requireNonNull(as(edits)
                        .post()
                        .uri("/v1/patterns/analyze")
                        .header("Content-Type", "application/json")
                        .bodyValue(body)
                        .exchange()
                        .expectStatus()
                        .isAccepted()
                        .returnResult(Void.class)
                        .getResponseHeaders()
                        .getLocation())
                .toString();
    }
}
