package io.gleaner.kit.database;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What an HTTP request does in the database: as role {@code web}, in a transaction that belongs to one tenant. Row-level
 * security shows it that tenant's rows and nothing else.
 */
public final class TenantSession {

    private static final String SET_TENANT = "SELECT set_config('gleaner.tenant', $1, true)";

    private final DatabaseClient database;
    private final TransactionalOperator transaction;

    public TenantSession(DatabaseClient database, TransactionalOperator transaction) {
        this.database = database;
        this.transaction = transaction;
    }

    /** One result, or none, of work in a transaction of this tenant. */
    public <T> Mono<T> one(String tenantId, Function<DatabaseClient, Mono<T>> work) {
        return transaction.transactional(bind(tenantId).then(Mono.defer(() -> work.apply(database))));
    }

    /**
     * All rows of a statement in a transaction of this tenant. They are gathered right behind the driver: every further
     * step that a row takes by itself puts its request's trace in place and away again, which cost a page of 50 a fifth
     * of its time.
     */
    public <T> Mono<List<T>> list(
            String tenantId, Function<DatabaseClient, GenericExecuteSpec> statement, Function<Readable, T> row) {
        return one(
                tenantId,
                database -> statement
                        .apply(database)
                        .flatMap(result -> Flux.from(result.map(row)).collectList())
                        .single());
    }

    /** Many results of work in a transaction of this tenant, one by one. */
    public <T> Flux<T> many(String tenantId, Function<DatabaseClient, ? extends Publisher<T>> work) {
        return transaction.transactional(bind(tenantId).thenMany(Flux.defer(() -> work.apply(database))));
    }

    private Mono<Void> bind(String tenantId) {
        return database.sql(SET_TENANT).bind(0, tenantId).then();
    }
}
