package io.gleaner.pattern.llm;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.pattern.core.Budget;
import io.gleaner.pattern.core.BudgetLimit;
import io.gleaner.pattern.core.Period;
import io.gleaner.pattern.core.Spend;
import io.gleaner.pattern.core.Spending;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** A tenant's limits, as its administrators see and set them. */
final class BudgetReadStore {

    private static final String SELECT =
            "SELECT row_version, limits::text AS limits, updated_by, updated_at FROM llm_budget";

    private static final String SET = """
            INSERT INTO llm_budget AS b (tenant_id, row_version, limits, updated_by)
            SELECT :tenant, 1, cast(:limits AS jsonb), :user WHERE :expected::bigint IS NULL OR :expected = 0
            ON CONFLICT (tenant_id) DO NOTHING
            """;

    private static final String REPLACE = """
            UPDATE llm_budget SET row_version = row_version + 1, limits = cast(:limits AS jsonb), updated_by = :user,
                updated_at = clock_timestamp()
            WHERE tenant_id = :tenant AND (:expected::bigint IS NULL OR row_version = :expected)
            """;

    private static final String PERIODS = """
            SELECT limit_name, starts_at, warned_at, held_back FROM llm_limit_periods
            WHERE starts_at >= clock_timestamp() - interval '1 month'
            """;

    private final TenantSession session;

    BudgetReadStore(TenantSession session) {
        this.session = session;
    }

    /** What the tenant set itself, if it did. */
    Mono<TenantBudget> find(String tenantId) {
        return session.one(tenantId, BudgetReadStore::read);
    }

    /**
     * Sets the limits; who was held back by the old ones is looked at again.
     *
     * @param expected the version that is replaced, 0 for none; null for any
     * @return empty if it is another by now
     */
    Mono<TenantBudget> put(String tenantId, Budget budget, String userId, @Nullable Long expected) {
        return session.one(
                tenantId,
                database -> written(database, SET, tenantId, budget, userId, expected)
                        .flatMap(rows -> rows == 1
                                ? Mono.just(rows)
                                : written(database, REPLACE, tenantId, budget, userId, expected))
                        .filter(rows -> rows == 1)
                        .flatMap(rows -> database.sql(
                                        "UPDATE llm_permits SET held_until = NULL WHERE held_until IS NOT NULL")
                                .fetch()
                                .rowsUpdated())
                        .flatMap(rows -> read(database)));
    }

    /** What became of the limits in the periods that are running. */
    Mono<Map<BudgetLimit, LimitUse>> use(String tenantId, Budget unlessSet) {
        return session.one(
                tenantId,
                database -> read(database)
                        .map(TenantBudget::budget)
                        .defaultIfEmpty(unlessSet)
                        .flatMap(budget -> running(database, tenantId)
                                .flatMap(spending ->
                                        marks(database).map(marks -> LimitUse.of(budget, spending, marks)))));
    }

    private static Mono<Long> written(
            DatabaseClient database,
            String sql,
            String tenantId,
            Budget budget,
            String userId,
            @Nullable Long expected) {
        var statement = database.sql(sql)
                .bind("tenant", tenantId)
                .bind("limits", Limits.json(budget))
                .bind("user", userId);
        statement =
                expected == null ? statement.bindNull("expected", Long.class) : statement.bind("expected", expected);
        return statement.fetch().rowsUpdated();
    }

    private static Mono<TenantBudget> read(DatabaseClient database) {
        return database.sql(SELECT)
                .map(row -> new TenantBudget(
                        Limits.ofJson(required(row, "limits", String.class)),
                        required(row, "row_version", Long.class),
                        required(row, "updated_by", String.class),
                        required(row, "updated_at", Instant.class)))
                .one();
    }

    private static Mono<Map<Period, Spending>> running(DatabaseClient database, String tenantId) {
        return database.sql(SpendingStore.RUNNING)
                .bind("tenant", tenantId)
                .map(row -> Map.entry(Period.ofText(required(row, "period", String.class)), spending(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Mono<Map<LimitUse.Of, LimitUse.Mark>> marks(DatabaseClient database) {
        return database.sql(PERIODS)
                .map(row -> Map.entry(
                        new LimitUse.Of(
                                required(row, "limit_name", String.class), required(row, "starts_at", Instant.class)),
                        new LimitUse.Mark(row.get("warned_at", Instant.class), required(row, "held_back", Long.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Spending spending(Readable row) {
        return new Spending(
                required(row, "starts_at", Instant.class),
                required(row, "ends_at", Instant.class),
                spend(row, ""),
                spend(row, "reserved_"),
                row.get("first_return", Instant.class));
    }

    private static Spend spend(Readable row, String prefix) {
        return new Spend(
                required(row, prefix + "tokens", Long.class), required(row, prefix + "cost", BigDecimal.class));
    }
}
