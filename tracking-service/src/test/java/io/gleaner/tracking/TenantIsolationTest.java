package io.gleaner.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.contracts.EventTypes;
import io.gleaner.testing.tenancy.TableSweep;
import io.gleaner.tracking.workflows.RunToReport;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Nothing of one tenant is seen or changed by another; nobody gets in without a token or with the wrong scope. */
class TenantIsolationTest extends OnTracking {

    private static final String OTHER = "tenant-of-somebody-else";

    @Test
    void no_table_shows_another_tenants_rows() throws SQLException {
        imported(transaction("t-1", "ACME", "-1", Map.of("category", "Fun")));
        classified("entity", "Media", "t-1", "unknown");
        publish(event(
                EventTypes.TRANSACTION_IMPORTED,
                importOf(List.of(transaction("huge", "ACME", "1E+999999", Map.of())))));
        publish(event(
                EventTypes.ACTIVITY_LOGGED,
                new ActivityLogged("a-1", "alice", "any", Map.of(), null, null, null, Instant.now())));
        publish(event(EventTypes.WORKFLOW_COMPLETED, RunToReport.of("run-1").item(0, 1)));
        fillWhatTheServiceItselfLeavesEmpty();
        TableSweep sweep = new TableSweep(DATABASE);

        assertThat(sweep.unprotectedTables()).isSubsetOf("statements");
        assertThat(sweep.tablesSharedByTenants()).isEmpty();
        await().untilAsserted(
                        () -> assertThat(sweep.tablesWithoutRowsOfOthers(OTHER)).isEmpty());
        assertThat(sweep.tablesThatLeakTo(OTHER)).isEmpty();
    }

    /** An announcement of a newer version stays where it is, and a job that has ended is not run. */
    private void fillWhatTheServiceItselfLeavesEmpty() {
        jdbc.sql("INSERT INTO outbox (tenant_id, event_id, type, occurred_at, payload) "
                        + "VALUES (?, 'e-1', 'of a newer version', now(), '{}')")
                .param(tenant)
                .update();
        jdbc.sql(
                        "INSERT INTO background_jobs (job_id, tenant_id, user_id, type, status, priority, input, unit, max_retries) "
                                + "VALUES (gen_random_uuid(), ?, 'alice', 'any', 'completed', 0, '{}', 'rows', 0)")
                .param(tenant)
                .update();
    }

    @Test
    void another_tenants_things_are_as_unknown_as_what_does_not_exist() {
        imported(transaction("t-1", "ACME"));
        String operation =
                classified("entity", "Media", "t-1").path("operation_id").asString();
        String stranger = TOKENS.of(OTHER, "mallory");

        assertThat(List.of("/v1/transactions/t-1", "/v1/operations/" + operation, "/v1/transactions/nope"))
                .allSatisfy(path -> assertThat(status(path, stranger)).isEqualTo(HttpStatus.NOT_FOUND));
        client(stranger)
                .get()
                .uri("/v1/transactions?q=ACME")
                .exchange()
                .expectBody(JsonNode.class)
                .value(page -> assertThat(page.path("items")).isEmpty());
    }

    @Test
    void an_edit_of_a_foreign_id_is_refused_like_one_of_an_unknown_id() {
        String foreign = "foreign-to-" + tenant;
        jdbc.sql("INSERT INTO transactions (tenant_id, transaction_id, date, amount, direction) "
                        + "VALUES (?, ?, '2026-01-01', 1, 'credit')")
                .params(OTHER, foreign)
                .update();

        JsonNode operation = classified("entity", "Stolen", foreign, "unknown");

        assertThat(operation.path("updated").asInt()).isZero();
        assertThat(operation.path("refused"))
                .extracting(refused -> refused.path("reason").asString())
                .containsExactly("unknown", "unknown");
        assertThat(jdbc.sql("SELECT entity FROM transactions WHERE transaction_id = ?")
                        .param(foreign)
                        .query(String.class)
                        .optional())
                .isEmpty();
    }

    @Test
    void a_token_is_needed_and_its_scope_counts() {
        assertThat(List.of("/v1/transactions", "/v1/transactions/t-1", "/v1/operations/o-1"))
                .allSatisfy(path -> {
                    assertThat(status(path, "no-token")).isEqualTo(HttpStatus.UNAUTHORIZED);
                    assertThat(status(path, TOKENS.of(tenant, "alice", "write")))
                            .isEqualTo(HttpStatus.FORBIDDEN);
                });
    }
}
