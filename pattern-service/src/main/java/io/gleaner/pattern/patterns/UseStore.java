package io.gleaner.pattern.patterns;

import io.gleaner.kit.database.Columns;
import io.gleaner.pattern.core.PatternUse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The own copy of how patterns' labels fared, for many tenants at once. Works in the caller's transaction. */
final class UseStore {

    /** A batch with several versions of a count brings the newest; sorted, so that two workers wait for each other. */
    private static final String KEEP_NEWER = """
            WITH kept AS (
                INSERT INTO pattern_uses AS own
                    (tenant_id, pattern_id, row_version, hits, corrected, recent, recent_right)
                SELECT DISTINCT ON (tenant_id, pattern_id) *
                FROM unnest(:tenants::text[], :patterns::uuid[], :versions::bigint[], :hits::bigint[],
                    :corrected::bigint[], :recent::bigint[], :right::bigint[])
                    AS arrived (tenant_id, pattern_id, row_version)
                ORDER BY tenant_id, pattern_id, row_version DESC
                ON CONFLICT (tenant_id, pattern_id) DO UPDATE SET row_version = excluded.row_version,
                    hits = excluded.hits, corrected = excluded.corrected, recent = excluded.recent,
                    recent_right = excluded.recent_right
                WHERE own.row_version < excluded.row_version
                RETURNING 1)
            SELECT count(*) FROM kept
            """;

    private static final String OF_ACTIVE = """
            SELECT p.*, u.hits, u.corrected, u.recent, u.recent_right
            FROM patterns p JOIN pattern_uses u USING (tenant_id, pattern_id)
            WHERE p.status = 'active'
                AND (p.tenant_id, p.pattern_id) IN (SELECT * FROM unnest(:tenants::text[], :patterns::uuid[]))
            ORDER BY p.suggestion_id
            """;

    private final JdbcClient jdbc;

    UseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An active pattern with the count it is judged by. */
    record Judged(Pattern pattern, PatternUse use) {}

    /** Returns how many of the patterns have a newer count now. */
    int keepNewer(List<ReportedUse> arrived) {
        Columns<ReportedUse> columns = new Columns<>(arrived);
        return jdbc.sql(KEEP_NEWER)
                .param("tenants", columns.texts(ReportedUse::tenantId))
                .param("patterns", columns.texts(use -> use.patternId().toString()))
                .param("versions", columns.longs(ReportedUse::rowVersion))
                .param("hits", columns.longs(reported -> reported.use().hits()))
                .param("corrected", columns.longs(reported -> reported.use().corrected()))
                .param("recent", columns.longs(reported -> reported.use().recent()))
                .param("right", columns.longs(reported -> reported.use().recentRight()))
                .query(Integer.class)
                .single();
    }

    List<Judged> ofActive(List<ReportedUse> reported) {
        Columns<ReportedUse> columns = new Columns<>(reported);
        return jdbc.sql(OF_ACTIVE)
                .param("tenants", columns.texts(ReportedUse::tenantId))
                .param("patterns", columns.texts(use -> use.patternId().toString()))
                .query(UseStore::judged)
                .list();
    }

    private static Judged judged(ResultSet row, int n) throws SQLException {
        return new Judged(
                PatternStore.pattern(row, n),
                new PatternUse(
                        row.getLong("hits"),
                        row.getLong("corrected"),
                        row.getLong("recent"),
                        row.getLong("recent_right")));
    }
}
