package io.gleaner.tracking.matching;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.matching.CoverageQuestion.Group;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** Counts over a tenant's transactions: the database groups, the one matcher decides. */
final class CoverageStore {

    private final TenantSession session;

    CoverageStore(TenantSession session) {
        this.session = session;
    }

    Mono<Coverage> coverage(String tenantId, CoverageQuestion question) {
        return session.many(
                        tenantId,
                        database -> database.sql(groups(question.field()))
                                .map(CoverageStore::group)
                                .all())
                .reduce(Coverage.NOTHING, (sum, group) -> sum.plus(question, group));
    }

    private static String groups(Field field) {
        return """
            SELECT key, direction, count(*) AS transactions, count(*) FILTER (WHERE %s_set_by = 'user') AS labelled
            FROM transactions GROUP BY key, direction
            """.formatted(field.id());
    }

    private static Group group(Readable row) {
        String direction = Objects.requireNonNull(row.get("direction", String.class));
        return new Group(
                row.get("key", String.class),
                Direction.of(direction).orElseThrow(),
                Objects.requireNonNull(row.get("transactions", Long.class)),
                Objects.requireNonNull(row.get("labelled", Long.class)));
    }
}
