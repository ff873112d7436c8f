package io.gleaner.tracking.matching;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Counts over a tenant's transactions: the database groups, the one matcher decides. */
final class CoverageStore {

    private static final String GROUPS = Arrays.stream(Field.values())
            .map(field -> "count(*) FILTER (WHERE %s_set_by = 'user') AS %s".formatted(field.id(), field.id()))
            .collect(Collectors.joining(
                    ", ",
                    "SELECT key, direction, count(*) AS transactions, ",
                    " FROM transactions GROUP BY key, direction"));

    private final TenantSession session;

    CoverageStore(TenantSession session) {
        this.session = session;
    }

    /** As many comparisons as the tenant has keys, for each question: not on a thread that answers requests. */
    Mono<Coverages> coverages(String tenantId, List<CoverageQuestion> questions) {
        return session.many(
                        tenantId,
                        database ->
                                database.sql(GROUPS).map(CoverageStore::group).all())
                .publishOn(Schedulers.boundedElastic())
                .reduce(Coverages.none(questions), (sum, group) -> sum.plus(questions, group));
    }

    private static Group group(Readable row) {
        return new Group(
                row.get("key", String.class),
                Direction.of(required(row, "direction", String.class)).orElseThrow(),
                required(row, "transactions", Long.class),
                Arrays.stream(Field.values())
                        .collect(
                                Collectors.toMap(Function.identity(), field -> required(row, field.id(), Long.class))));
    }
}
