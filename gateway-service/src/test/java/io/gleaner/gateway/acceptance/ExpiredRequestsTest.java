package io.gleaner.gateway.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.gateway.GatewayScenario;
import io.gleaner.kit.retention.Retention;
import io.gleaner.testing.tenancy.TableSweep;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ExpiredRequestsTest extends GatewayScenario {

    @Autowired
    Retention retention;

    @Test
    void requests_are_forgotten_after_their_time_and_not_before() {
        accepted("forgotten", "25 hours", 10_500);
        accepted("forgotten", "23 hours", 3);

        retention.forgetExpired();

        assertThat(jdbc.sql("SELECT count(*) FROM accepted_requests WHERE tenant_id = 'forgotten'")
                        .query(Long.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void the_run_is_scheduled() {
        assertThat(jdbc.sql("SELECT count(*) FROM scheduled_tasks WHERE task_name = 'forget-expired-rows'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void no_table_is_open_to_another_tenant() throws SQLException {
        accepted("their-rows", "1 hour", 1);
        TableSweep sweep = new TableSweep(DATABASE);

        assertThat(sweep.unprotectedTables()).isEmpty();
        assertThat(sweep.tablesSharedByTenants()).isEmpty();
        assertThat(sweep.tablesThatLeakTo("our-rows")).isEmpty();
    }

    private void accepted(String tenant, String age, int rows) {
        jdbc.sql("""
                        INSERT INTO accepted_requests (tenant_id, request_id, user_id, operation, requested, accepted_at)
                        SELECT ?, uuidv7(), 'alice', 'labelTransaction', 1, now() - cast(? AS interval)
                        FROM generate_series(1, ?)
                        """).params(tenant, age, rows).update();
    }
}
