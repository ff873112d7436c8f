package io.gleaner.pattern.validation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds active patterns that may cover due candidates already. Works in the caller's transaction. */
final class RivalStore {

    /** Patterns that are looked at for one candidate; more give its own label to words of its key only by accident. */
    private static final int MOST_PER_CANDIDATE = 10;

    private final JdbcClient jdbc;

    RivalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest candidates that may be validated now. */
    List<UUID> due(String tenantId, int most) {
        return jdbc.sql("""
                SELECT suggestion_id FROM suggestions WHERE tenant_id = ? AND status = 'waiting'
                    AND (next_attempt_at IS NULL OR next_attempt_at <= clock_timestamp())
                ORDER BY suggestion_id LIMIT ?
                """)
                .params(tenantId, most)
                .query((row, n) -> row.getObject("suggestion_id", UUID.class))
                .list();
    }

    /**
     * Active patterns of a candidate's field and label whose words its key has, in whatever order: whether they match is
     * for the one matcher to say. One with further conditions covers some of a candidate's transactions only, and a
     * candidate that is one again is covered by its own pattern.
     */
    List<Rival> rivals(String tenantId, List<UUID> candidates) {
        return jdbc.sql("""
                SELECT s.suggestion_id, s.field, s.label, s.key, s.direction, p.pattern_id, p.tokens,
                    p.direction AS pattern_direction
                FROM suggestions s CROSS JOIN LATERAL (
                    SELECT p.pattern_id, p.tokens, p.direction FROM patterns p
                    WHERE p.tenant_id = s.tenant_id AND p.field = s.field AND p.label = s.label AND p.status = 'active'
                        AND num_nonnulls(p.amount_min, p.amount_max, p.account_id, p.currency) = 0
                        AND p.tokens <@ string_to_array(s.key, ' ')
                    ORDER BY p.pattern_id LIMIT :most) p
                WHERE s.tenant_id = :tenant AND s.suggestion_id = ANY (:ids::uuid[])
                    AND s.stands_as IS NULL
                """)
                .param("tenant", tenantId)
                .param("ids", candidates.stream().map(UUID::toString).toArray(String[]::new))
                .param("most", MOST_PER_CANDIDATE)
                .query(RivalStore::rival)
                .list();
    }

    private static Rival rival(ResultSet row, int n) throws SQLException {
        return new Rival(
                row.getObject("suggestion_id", UUID.class),
                row.getString("field"),
                row.getString("label"),
                row.getString("key"),
                row.getString("direction"),
                row.getObject("pattern_id", UUID.class),
                Arrays.asList((String[]) row.getArray("tokens").getArray()),
                row.getString("pattern_direction"));
    }
}
