package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.WorkflowTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.pattern.TenantRuns.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Runs in any order, with duplicates and corrections, make the same tables as once in order. */
class ReplayedRunsTest extends OnReplica {

    private static final int RUNS = Boolean.getBoolean("gleaner.full") ? 100_000 : 10_000;

    private static final List<String> INPUTS = List.of(
            "Run backend tests with pytest",
            "Run all tests",
            "Build the UI",
            "Compile server",
            "npm ci",
            "git diff please",
            "Format with prettier",
            "plan the sprint");

    @Override
    Map<String, String> settings() {
        return Map.of();
    }

    /** Every tenth is corrected once. */
    private static Stream<Run> versions(TenantRuns tenant, int i, Random random) {
        Run run = tenant.run("run-" + i, INPUTS.get(random.nextInt(INPUTS.size())))
                .costs(random.nextInt(10) == 0 ? null : random.nextLong(10_000), "0." + random.nextInt(100_000))
                .went(random.nextInt(3), random.nextInt(3), random.nextInt(300) + "." + random.nextInt(100))
                .from(random.nextInt(3) == 0 ? "adw_build_iso" : null, random.nextInt(4) == 0 ? "pytest failed" : null)
                .started(tenant.received().minus(Duration.ofMinutes(random.nextInt(60 * 24 * 40))));
        Run tool = random.nextInt(50) == 0 ? run.byTool("test:generic:all") : run;
        return random.nextInt(10) == 0
                ? Stream.of(
                        tool,
                        tool.asks(INPUTS.get(random.nextInt(INPUTS.size())))
                                .costs(7L, "0.70")
                                .corrected())
                : Stream.of(tool);
    }

    @Test
    void theOrderAndTheNumberOfDeliveriesDoNotMatter() {
        Random random = new Random(20261130);
        TenantRuns once = TenantRuns.ofNewTenant();
        TenantRuns again = once.neighbour();
        List<Run> ordered = IntStream.range(0, RUNS)
                .boxed()
                .flatMap(i -> versions(once, i, random))
                .toList();
        List<Run> replayed = new ArrayList<>(ordered);
        replayed.addAll(ordered.subList(0, RUNS / 3));
        Collections.shuffle(replayed, random);

        Edits.publish(replica, events(once, ordered));
        Edits.publish(replica, events(again, replayed));

        await().atMost(Duration.ofMinutes(3)).until(() -> versionsOf(once) == ordered.size());
        await().atMost(Duration.ofMinutes(3)).until(() -> versionsOf(again) == ordered.size());
        assertThat(rows(again, "workflow_runs", "workflow_id", ""))
                .isEqualTo(rows(once, "workflow_runs", "workflow_id", ""));
        assertThat(rows(again, "pattern_occurrences", "workflow_id", NAMED))
                .hasSizeGreaterThan(RUNS / 2)
                .isEqualTo(rows(once, "pattern_occurrences", "workflow_id", NAMED));
        assertThat(rows(again, "tool_runs", "workflow_id", NAMED))
                .isEqualTo(rows(once, "tool_runs", "workflow_id", NAMED));
        assertThat(rows(again, "operation_patterns", "signature", ""))
                .hasSizeGreaterThan(5)
                .isEqualTo(rows(once, "operation_patterns", "signature", ""));
        assertThat(recounted(again)).isEqualTo(recounted(once)).containsOnlyOnce("true");
    }

    private static List<Event<WorkflowTracked>> events(TenantRuns tenant, List<Run> runs) {
        return runs.stream().map(tenant::event).toList();
    }

    private JdbcClient jdbc() {
        return replica.bean(JdbcClient.class);
    }

    /** Adds up to the number of versions once the last one of every run is there. */
    private long versionsOf(TenantRuns tenant) {
        return jdbc().sql("SELECT coalesce(sum(row_version), 0) FROM workflow_runs WHERE tenant_id = ?")
                .param(tenant.tenantId())
                .query(Long.class)
                .single();
    }

    /** A pattern's id follows from its tenant, so the signature stands for it. */
    private static final String NAMED = " - 'pattern_id' || jsonb_build_object('signature', "
            + "(SELECT signature FROM operation_patterns p WHERE p.tenant_id = t.tenant_id AND p.pattern_id = t.pattern_id))";

    private List<@Nullable String> rows(TenantRuns tenant, String table, String order, String named) {
        return jdbc().sql("SELECT (to_jsonb(t) - 'tenant_id' " + (named.isEmpty() ? "- 'pattern_id'" : named)
                        + ")::text FROM " + table + " t WHERE tenant_id = ? ORDER BY " + order + ", 1")
                .param(tenant.tenantId())
                .query(String.class)
                .list();
    }

    /** Whether every pattern counts what its occurrences come to. */
    private List<String> recounted(TenantRuns tenant) {
        return jdbc().sql("""
                SELECT DISTINCT (p.occurrences, p.tokens, p.costs, p.known_tokens, p.errors, p.recent_costs)
                    = (o.n, o.tokens, o.costs, o.known, o.errors, o.recent)
                FROM operation_patterns p, LATERAL (
                    SELECT count(*) AS n, coalesce(sum(tokens), 0) AS tokens, coalesce(sum(cost), 0) AS costs,
                        count(tokens) AS known, coalesce(sum(errors), 0) AS errors,
                        coalesce(sum(cost) FILTER (WHERE recent), 0) AS recent
                    FROM pattern_occurrences o WHERE o.tenant_id = p.tenant_id AND o.pattern_id = p.pattern_id) o
                WHERE p.tenant_id = ?
                """)
                .param(tenant.tenantId())
                .query((row, n) -> String.valueOf(row.getBoolean(1)))
                .list();
    }
}
