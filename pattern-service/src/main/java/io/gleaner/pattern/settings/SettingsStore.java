package io.gleaner.pattern.settings;

import io.gleaner.kit.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows of settings; a tenant without one has the defaults. Works in the caller's transaction. */
final class SettingsStore {

    /** Without a version whatever is there is replaced; version 0 is that of a tenant without a row. */
    private static final String REPLACE = """
            INSERT INTO learning_settings AS own (tenant_id, mode, settings, nightly_next_at, updated_by)
            SELECT :tenant, :mode, :settings::jsonb, :nightly, :user
            WHERE coalesce(:version::bigint, 0) = 0
                OR EXISTS (SELECT FROM learning_settings WHERE tenant_id = :tenant)
            ON CONFLICT (tenant_id) DO UPDATE SET mode = excluded.mode, settings = excluded.settings,
                nightly_next_at = excluded.nightly_next_at, updated_by = excluded.updated_by,
                version = own.version + 1, updated_at = clock_timestamp()
            WHERE :version::bigint IS NULL OR own.version = :version
            RETURNING version, updated_at, updated_by
            """;

    private final JdbcClient jdbc;

    SettingsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<SettingsBody> find(String tenantId) {
        return jdbc.sql("SELECT settings FROM learning_settings WHERE tenant_id = ?")
                .param(tenantId)
                .query((row, n) -> body(row))
                .optional();
    }

    Map<String, SettingsBody> find(Collection<String> tenantIds) {
        return byTenant(jdbc.sql("SELECT tenant_id, settings FROM learning_settings WHERE tenant_id = ANY (?)")
                .param(tenantIds.toArray(String[]::new)));
    }

    /** The same, unchanged until the transaction ends; locked in one order by everybody who takes several. */
    Map<String, SettingsBody> hold(Collection<String> tenantIds) {
        return byTenant(jdbc.sql(
                        "SELECT tenant_id, settings FROM learning_settings WHERE tenant_id = ANY (?) ORDER BY tenant_id FOR SHARE")
                .param(tenantIds.toArray(String[]::new)));
    }

    /** Tenants whose nightly run is due, locked. */
    Map<String, SettingsBody> dueNightly(int most) {
        return byTenant(jdbc.sql("""
                SELECT tenant_id, settings FROM learning_settings WHERE nightly_next_at <= clock_timestamp()
                ORDER BY nightly_next_at LIMIT ? FOR UPDATE SKIP LOCKED
                """).param(most));
    }

    void scheduleNightly(String tenantId, Optional<Instant> next) {
        jdbc.sql("UPDATE learning_settings SET nightly_next_at = :next WHERE tenant_id = :tenant")
                .param("tenant", tenantId)
                .param("next", timestamp(next))
                .update();
    }

    /** Replaces the tenant's settings; empty if they have another version. */
    Optional<SettingsBody> replace(
            String tenantId,
            LearningSettings settings,
            Optional<Instant> nightly,
            @Nullable Long version,
            String userId) {
        String json = EventJson.MAPPER.writeValueAsString(SettingsBody.of(settings, 0, null, null));
        return jdbc.sql(REPLACE)
                .param("tenant", tenantId)
                .param("mode", settings.mode().text())
                .param("settings", json)
                .param("nightly", timestamp(nightly))
                .param("version", version)
                .param("user", userId)
                .query((row, n) -> SettingsBody.of(
                        settings,
                        row.getLong("version"),
                        row.getTimestamp("updated_at").toInstant(),
                        row.getString("updated_by")))
                .optional();
    }

    private static Map<String, SettingsBody> byTenant(StatementSpec statement) {
        Map<String, SettingsBody> found = new HashMap<>();
        statement.query(row -> {
            found.put(row.getString("tenant_id"), body(row));
        });
        return found;
    }

    private static SettingsBody body(ResultSet row) throws SQLException {
        return EventJson.MAPPER.readValue(row.getString("settings"), SettingsBody.class);
    }

    private static @Nullable Timestamp timestamp(Optional<Instant> instant) {
        return instant.map(Timestamp::from).orElse(null);
    }
}
