package io.gleaner.pattern.patterns;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.gleaner.kit.database.Columns;
import io.gleaner.pattern.core.LabelCount;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Support;
import io.gleaner.pattern.core.Tally;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The support of patterns: the occurrences that each covers, which are those of the signature it came from. The only place
 * that says so. Works in the caller's transaction.
 */
final class SupportStore {

    private static final String SUPPORT = """
            SELECT p.*, o.given, o.transactions FROM patterns p LEFT JOIN LATERAL (
                SELECT o.label AS given, count(*) AS transactions FROM classification_occurrences o
                WHERE o.tenant_id = p.tenant_id AND o.signature = p.signature AND o.field = p.field GROUP BY 1) o ON true
            WHERE p.tenant_id = :tenant AND %s ORDER BY p.suggestion_id
            """;

    private static final String AT_STAKE = SUPPORT.formatted("""
            (p.status = 'active' OR p.status = 'paused' AND p.paused_reason IN ('ambiguity', 'precision'))
                AND (p.field, p.signature) IN (SELECT * FROM unnest(:fields::text[], :hashes::text[]))""");

    private static final String OF_ONE = SUPPORT.formatted("p.pattern_id = :id");

    private final JdbcClient jdbc;

    SupportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A pattern with what it rests on. */
    record Supported(Pattern pattern, Support support) {

        private static Supported of(Pattern pattern, List<LabelCount> given) {
            return new Supported(pattern, new Support(new Tally(given), pattern.label(), pattern.upheld()));
        }
    }

    /** A pattern and the transactions of one label under it; none if it has no support at all. */
    private record Row(Pattern pattern, List<LabelCount> given) {}

    /**
     * The patterns that rest on any of these signatures and are active, or paused because users disagreed with them; their
     * suggestions' ids sort them.
     */
    List<Supported> atStake(String tenantId, Collection<Signature> signatures) {
        Columns<Signature> columns = new Columns<>(signatures);
        return supported(jdbc.sql(AT_STAKE)
                .param("tenant", tenantId)
                .param("fields", columns.texts(Signature::field))
                .param("hashes", columns.texts(Signature::hash))
                .query(SupportStore::row)
                .list());
    }

    /** What this pattern rests on now. */
    Support of(Pattern pattern) {
        return supported(jdbc.sql(OF_ONE)
                        .param("tenant", pattern.tenantId())
                        .param("id", pattern.id())
                        .query(SupportStore::row)
                        .list())
                .getFirst()
                .support();
    }

    private static List<Supported> supported(List<Row> rows) {
        Map<Pattern, List<List<LabelCount>>> byPattern =
                rows.stream().collect(groupingBy(Row::pattern, LinkedHashMap::new, mapping(Row::given, toList())));
        return byPattern.entrySet().stream()
                .map(entry -> Supported.of(
                        entry.getKey(),
                        entry.getValue().stream().flatMap(List::stream).toList()))
                .toList();
    }

    private static Row row(ResultSet row, int n) throws SQLException {
        String given = row.getString("given");
        return new Row(
                PatternStore.pattern(row, n),
                given == null ? List.of() : List.of(new LabelCount(given, row.getLong("transactions"))));
    }
}
