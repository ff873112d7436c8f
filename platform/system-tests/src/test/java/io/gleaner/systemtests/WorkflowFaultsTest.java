package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Who learns from runs is killed in the middle of many. The tables are what they would have been. */
@Isolated
class WorkflowFaultsTest {

    private static final int RUNS = Boolean.getBoolean("gleaner.full") ? 100_000 : 10_000;
    private static final int REQUEST = 1_000;
    private static final List<String> INPUTS =
            List.of("Run backend tests with pytest", "Build the UI", "npm ci", "git diff please", "plan the sprint");

    /** Everything but when it was heard of, and whose it is; a pattern's id follows from whose it is. */
    private static final String DIGEST = """
            SELECT md5(string_agg(line, E'\\n' ORDER BY line)) FROM (
                SELECT (to_jsonb(r) - 'tenant_id' #- '{run,received_at}')::text AS line FROM workflow_runs r WHERE tenant_id = ?
                UNION ALL
                SELECT (to_jsonb(p) - 'tenant_id' - 'pattern_id')::text FROM operation_patterns p WHERE tenant_id = ?
                UNION ALL
                SELECT (to_jsonb(o) - 'tenant_id' - 'pattern_id' - 'detected_at')::text || p.signature
                FROM pattern_occurrences o JOIN operation_patterns p USING (tenant_id, pattern_id) WHERE tenant_id = ?) t
            """;

    private final Stack stack = Stack.running();
    private final Instant start = Instant.now().minus(Duration.ofDays(20));

    @Test
    void a_kill_in_the_middle_of_many_runs_changes_nothing() {
        Workflows undisturbed = Workflows.ofFreshTenant();
        Workflows disturbed = Workflows.ofFreshTenant();

        reportAll(undisturbed);
        awaitLearned(undisturbed);
        List<Long> before = replicas();
        CompletableFuture<Void> reporting = CompletableFuture.runAsync(() -> reportAll(disturbed));
        await().atMost(Tenant.PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> learned(disturbed) > 0);
        kill(before);
        long atTheKill = learned(disturbed);
        reporting.join();
        awaitLearned(disturbed);

        assertThat(atTheKill).isLessThan(RUNS);
        await().atMost(Tenant.PATIENCE)
                .untilAsserted(() -> assertThat(replicas()).doesNotContainAnyElementsOf(before));
        assertThat(digest(disturbed)).isEqualTo(digest(undisturbed)).hasSize(32);
    }

    private List<Long> replicas() {
        return List.of(stack.process("pattern"), stack.process("pattern-2"));
    }

    /** At once: before a command that kills had started, all would be learned. */
    private static void kill(List<Long> replicas) {
        replicas.forEach(replica -> Signals.send("KILL", replica));
    }

    private void reportAll(Workflows workflows) {
        Random random = new Random(4);
        for (int from = 0; from < RUNS; from += REQUEST) {
            List<Map<String, @Nullable Object>> runs = IntStream.range(from, from + REQUEST)
                    .mapToObj(i -> run(i, random))
                    .toList();
            assertThat(workflows.report(runs).status()).isEqualTo(202);
        }
    }

    private Map<String, @Nullable Object> run(int i, Random random) {
        Map<String, @Nullable Object> run =
                new HashMap<>(Workflows.run("run-" + i, INPUTS.get(random.nextInt(INPUTS.size()))));
        run.put("started_at", start.plusSeconds(i).toString());
        run.put("total_tokens", random.nextInt(9_000));
        run.put("actual_cost_total", random.nextInt(1_000) / 1000.0);
        run.put("error_message", random.nextInt(5) == 0 ? "pytest failed" : null);
        run.put("error_count", random.nextInt(2));
        run.put("duration_seconds", 100 + random.nextInt(50));
        return run;
    }

    private static long learned(Workflows workflows) {
        return Counting.in(
                "pattern",
                "SELECT count(*) FROM workflow_runs WHERE tenant_id = ?",
                workflows.tenant().id());
    }

    private static void awaitLearned(Workflows workflows) {
        await().atMost(Tenant.PATIENCE.multipliedBy(2)).until(() -> learned(workflows) == RUNS);
    }

    private String digest(Workflows workflows) {
        try (Connection database = stack.database("pattern");
                PreparedStatement query = database.prepareStatement(DIGEST)) {
            for (int i = 1; i <= 3; i++) {
                query.setString(i, workflows.tenant().id());
            }
            ResultSet row = query.executeQuery();
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
