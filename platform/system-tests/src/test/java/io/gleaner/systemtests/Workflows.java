package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.systemtests.Api.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tenant that reports runs of its AI workflows. */
record Workflows(Tenant tenant) {

    static Workflows ofFreshTenant() {
        return new Workflows(Tenant.fresh());
    }

    /** A run with what is known of it. */
    static Map<String, @Nullable Object> run(String id, @Nullable String input) {
        Map<String, @Nullable Object> run = new HashMap<>();
        run.put("workflow_id", id);
        run.put("nl_input", input);
        run.put("duration_seconds", 120);
        run.put("total_tokens", 5000);
        run.put("actual_cost_total", 0.5);
        run.put("started_at", "2026-11-20T09:00:00Z");
        return run;
    }

    /** Reports one or several; does not wait. */
    Answer report(Object runs) {
        return tenant.alice().post("/v1/workflows", runs);
    }

    /** Reports, and waits for what became of it. */
    JsonNode reported(Object runs) {
        return ended(report(runs));
    }

    /** Waits for the job's result. */
    JsonNode ended(Answer accepted) {
        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
        return await().atMost(Tenant.PATIENCE)
                .until(
                        () -> tenant.alice().get(accepted.location()).body(),
                        job -> job.path("status").asString("").equals("completed"))
                .path("result");
    }

    /** Asks for a job without a body, and waits for its result. */
    JsonNode done(String path) {
        return ended(tenant.alice().send("POST", path, null, Map.of()));
    }

    JsonNode run(String id) {
        return tenant.alice().get("/v1/workflows/" + id).body();
    }

    /** The patterns now, by what they save. */
    List<JsonNode> patterns() {
        return tenant.alice()
                .get("/v1/operation-patterns?limit=1000")
                .body()
                .path("items")
                .valueStream()
                .toList();
    }

    List<String> signatures() {
        return patterns().stream()
                .map(pattern -> pattern.path("pattern_signature").asString())
                .sorted()
                .toList();
    }
}
