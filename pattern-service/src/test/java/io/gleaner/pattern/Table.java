package io.gleaner.pattern;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lies in the tables for one tenant. */
public record Table(JdbcClient jdbc, String tenantId) {

    public static Table of(Replica replica, Edits edits) {
        return new Table(replica.bean(JdbcClient.class), edits.tenantId());
    }

    public long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE tenant_id = ?")
                .param(tenantId)
                .query(Long.class)
                .single();
    }

    public List<Map<String, @Nullable Object>> rows(String sql) {
        return jdbc.sql(sql).param(tenantId).query().listOfRows();
    }

    /** One line per suggestion, oldest first. */
    public List<String> suggestions() {
        return jdbc.sql("""
                SELECT concat_ws(' ', status, key, coalesce(label, '-'), occurrences, trim_scale(agreement))
                FROM suggestions WHERE tenant_id = ? ORDER BY suggestion_id
                """).param(tenantId).query((row, n) -> row.getString(1)).list();
    }

    /** Their statuses, oldest first. */
    public List<String> statuses() {
        return jdbc.sql("SELECT status FROM suggestions WHERE tenant_id = ? ORDER BY suggestion_id")
                .param(tenantId)
                .query((row, n) -> row.getString(1))
                .list();
    }
}
