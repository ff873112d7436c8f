package io.gleaner.kit.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.kit.OnKit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class StatementPlansTest extends OnKit {

    /** The driver prepares a statement at the fifth time, and PostgreSQL would keep a plan after five more. */
    private static final int TIMES = 20;

    private static final String STATEMENT = "SELECT count(*) FROM things WHERE tenant_id = ?";

    @Autowired
    JdbcClient worker;

    @Autowired
    TransactionTemplate transaction;

    private record Plans(long kept, long made) {}

    @Test
    void a_statement_is_planned_for_the_tables_as_they_are_each_time() {
        Plans plans = transaction.execute(status -> {
            for (int i = 0; i < TIMES; i++) {
                worker.sql(STATEMENT).param("acme").query(Long.class).single();
            }
            return plans();
        });

        assertThat(plans.kept()).isZero();
        assertThat(plans.made()).isGreaterThan(TIMES / 2);
    }

    private Plans plans() {
        return worker.sql(
                        "SELECT sum(generic_plans), sum(custom_plans) FROM pg_prepared_statements WHERE statement LIKE ?")
                .param(STATEMENT.replace("?", "%"))
                .query((row, n) -> new Plans(row.getLong(1), row.getLong(2)))
                .single();
    }
}
