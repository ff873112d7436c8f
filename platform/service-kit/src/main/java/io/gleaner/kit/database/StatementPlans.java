package io.gleaner.kit.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/** How statements are planned. */
public final class StatementPlans {

    private StatementPlans() {}

    /** This transaction's statements are planned for the tables as they are now, not as they were when a session was new. */
    public static void forNow(JdbcClient jdbc) {
        jdbc.sql("SET LOCAL plan_cache_mode = force_custom_plan").update();
    }
}
