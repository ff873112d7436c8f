package io.gleaner.tracking.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.kit.events.EventJson;
import io.gleaner.stack.servers.Role;
import io.gleaner.tracking.OnTracking;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/** How PostgreSQL reads the log of one tenant among many. */
class ActivityPlanTest extends OnTracking {

    private static final int OTHERS = 20;
    private static final int ROWS_OF_EACH = 2_000;

    /** Everybody's rows are of the same minutes, one a minute: only the tenant and the time together are few. */
    private static final String LOGS = """
            INSERT INTO activity_logs (tenant_id, sequence, source, event_id, activity_id, user_id, type, details,
                                       occurred_at, logged_at, previous_hash, hash)
            SELECT ? || CASE other WHEN 0 THEN '' ELSE '-' || other END, minute, '/any', 'e-' || minute, 'a-' || minute,
                   'alice', 'label_transaction', '{}'::jsonb, timestamptz '2026-01-01T00:00:00Z' + minute * interval '1 minute',
                   now(), 'any', 'any'
            FROM generate_series(0, ?) AS other, generate_series(1, ?) AS minute
            """;

    @BeforeEach
    void manyTenantsAct() throws SQLException {
        jdbc.sql(LOGS).params(tenant, OTHERS, ROWS_OF_EACH).update();
        try (Connection owner = DATABASE.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("ANALYZE activity_logs");
        }
    }

    private static ActivityFilter between(String from, String to) {
        MultiValueMap<String, String> query = new LinkedMultiValueMap<>();
        query.add("from", from);
        query.add("to", to);
        return ActivityFilter.of(query);
    }

    /** How the statement behind {@code GET /v1/activity} was carried out for this tenant, in the role of requests. */
    private JsonNode plan(ActivityFilter filter) throws SQLException {
        Map<String, Object> parameters = new LinkedHashMap<>(filter.parameters());
        parameters.replaceAll(
                (name, time) -> OffsetDateTime.parse(time.toString()).withOffsetSameInstant(ZoneOffset.UTC));
        parameters.put("rows", 51);
        try (Connection connection = DATABASE.connect(Role.WEB)) {
            JdbcClient web = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            web.sql("SELECT set_config('gleaner.tenant', ?, false)")
                    .param(tenant)
                    .query(String.class)
                    .single();
            return EventJson.MAPPER
                    .readTree(web.sql("EXPLAIN (ANALYZE, FORMAT JSON) " + ActivityStore.pageOf(filter, null))
                            .params(parameters)
                            .query(String.class)
                            .single())
                    .path(0)
                    .path("Plan");
        }
    }

    @Test
    void a_time_long_ago_is_found_by_the_index_and_no_other_row_is_read() throws SQLException {
        JsonNode plan = plan(between("2026-01-01T01:00:00Z", "2026-01-01T01:10:00Z"));

        assertThat(plan.path("Actual Rows").asInt()).isEqualTo(10);
        assertThat(plan.findValuesAsString("Index Name")).containsExactly("activity_logs_by_time");
        assertThat(plan.findValuesAsString("Rows Removed by Filter")).isEmpty();
    }
}
