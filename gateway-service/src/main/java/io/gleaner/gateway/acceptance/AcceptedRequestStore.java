package io.gleaner.gateway.acceptance;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.gateway.acceptance.Claim.Ours;
import io.gleaner.gateway.acceptance.Claim.Reused;
import io.gleaner.gateway.acceptance.Claim.Running;
import io.gleaner.gateway.acceptance.Claim.Settled;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** The table {@code accepted_requests}, each tenant's rows in a transaction of that tenant. */
final class AcceptedRequestStore {

    private static final String INSERT = """
            INSERT INTO accepted_requests (tenant_id, request_id, user_id, operation, requested)
            SELECT $1, accepted.* FROM UNNEST($2::uuid[], $3::text[], $4::text[], $5::integer[]) AS accepted
            """;

    /** A key that is older than it is kept is free again. */
    private static final String CLAIM = """
            INSERT INTO accepted_requests AS known
                (tenant_id, request_id, user_id, operation, requested, idempotency_key, request_hash, lease_until)
            VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
            ON CONFLICT (tenant_id, user_id, idempotency_key) WHERE idempotency_key IS NOT NULL
            DO UPDATE SET request_id = excluded.request_id, operation = excluded.operation,
                requested = excluded.requested, request_hash = excluded.request_hash,
                lease_until = excluded.lease_until, accepted_at = now(), settled = false,
                answer_status = NULL, answer_headers = NULL, answer_body = NULL
            WHERE known.accepted_at < now() - make_interval(secs => $9)
            RETURNING request_id
            """;

    private static final String KNOWN = """
            SELECT request_id, request_hash, settled, answer_status, answer_headers, answer_body,
                extract(epoch FROM lease_until - now())::float8 AS lease_left
            FROM accepted_requests
            WHERE tenant_id = $1 AND user_id = $2 AND idempotency_key = $3
            FOR UPDATE
            """;

    private static final String CLAIM_AGAIN = """
            UPDATE accepted_requests SET lease_until = now() + make_interval(secs => $3)
            WHERE tenant_id = $1 AND request_id = $2
            """;

    private static final String RELEASE = """
            UPDATE accepted_requests SET lease_until = now()
            WHERE tenant_id = $1 AND request_id = $2 AND NOT settled
            """;

    private static final String SETTLE = """
            UPDATE accepted_requests
            SET settled = true, answer_status = $3, answer_headers = $4, answer_body = $5
            WHERE tenant_id = $1 AND request_id = $2
            """;

    private static final String ACCEPTED = """
            SELECT user_id, operation, requested FROM accepted_requests
            WHERE tenant_id = $1 AND request_id = $2 AND accepted_at > now() - make_interval(secs => $3)
            """;

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final TenantSession session;
    private final Duration lease;
    private final Duration keep;

    AcceptedRequestStore(TenantSession session, Duration lease, Duration keep) {
        this.session = session;
        this.lease = lease;
        this.keep = keep;
    }

    /** Inserts rows of one tenant, all or none. */
    Mono<Void> insert(String tenantId, List<AcceptedRow> rows) {
        return session.one(
                        tenantId,
                        database -> database.sql(INSERT)
                                .bind(0, tenantId)
                                .bind(1, rows.stream().map(AcceptedRow::id).toArray(UUID[]::new))
                                .bind(2, rows.stream().map(AcceptedRow::userId).toArray(String[]::new))
                                .bind(
                                        3,
                                        rows.stream()
                                                .map(AcceptedRow::operation)
                                                .toArray(String[]::new))
                                .bind(
                                        4,
                                        rows.stream()
                                                .map(AcceptedRow::requested)
                                                .toArray(Integer[]::new))
                                .fetch()
                                .rowsUpdated())
                .then();
    }

    /** Takes the key for this request, or says who has it. */
    Mono<Claim> claim(KeyedRequest request) {
        return session.one(
                request.row().tenantId(),
                database ->
                        claimFirst(database, request).switchIfEmpty(Mono.defer(() -> claimAgain(database, request))));
    }

    /** Lets a repeat run at once, after the effect failed. */
    Mono<Void> release(String tenantId, UUID id) {
        return update(
                tenantId, database -> database.sql(RELEASE).bind(0, tenantId).bind(1, id));
    }

    /** The effect is done; a repeat is answered with the answer, if there is one to keep. */
    Mono<Void> settle(String tenantId, UUID id, Answer.@Nullable Whole answer) {
        return update(
                tenantId,
                database -> database.sql(SETTLE)
                        .bind(0, tenantId)
                        .bind(1, id)
                        .bind(2, Parameters.in(R2dbcType.INTEGER, answer == null ? null : answer.status()))
                        .bind(3, Parameters.in(R2dbcType.VARCHAR, answer == null ? null : headersOf(answer)))
                        .bind(4, Parameters.in(R2dbcType.VARBINARY, answer == null ? null : answer.body())));
    }

    /** The request that was accepted under this id; empty for unknown ids. */
    Mono<AcceptedOperation> accepted(String tenantId, UUID id) {
        return session.one(
                tenantId,
                database -> database.sql(ACCEPTED)
                        .bind(0, tenantId)
                        .bind(1, id)
                        .bind(2, seconds(keep))
                        .map(row -> new AcceptedOperation(
                                id,
                                required(row, "user_id", String.class),
                                required(row, "operation", String.class),
                                required(row, "requested", Integer.class)))
                        .one());
    }

    private Mono<Claim> claimFirst(DatabaseClient database, KeyedRequest request) {
        AcceptedRow row = request.row();
        return database.sql(CLAIM)
                .bind(0, row.tenantId())
                .bind(1, row.id())
                .bind(2, row.userId())
                .bind(3, row.operation())
                .bind(4, row.requested())
                .bind(5, request.key())
                .bind(6, request.hash())
                .bind(7, seconds(lease))
                .bind(8, seconds(keep))
                .mapValue(UUID.class)
                .one()
                .map(Ours::new);
    }

    private Mono<Claim> claimAgain(DatabaseClient database, KeyedRequest request) {
        return database.sql(KNOWN)
                .bind(0, request.row().tenantId())
                .bind(1, request.row().userId())
                .bind(2, request.key())
                .map(row -> claimOf(row, request))
                .one()
                .flatMap(claim -> claim instanceof Ours(UUID id)
                        ? extendLease(database, request.row().tenantId(), id).thenReturn(claim)
                        : Mono.just(claim));
    }

    private static Claim claimOf(Readable row, KeyedRequest request) {
        UUID id = required(row, "request_id", UUID.class);
        double leaseLeft = required(row, "lease_left", Double.class);
        if (!Arrays.equals(required(row, "request_hash", byte[].class), request.hash())) {
            return new Reused();
        }
        if (required(row, "settled", Boolean.class)) {
            return new Settled(id, answerOf(row));
        }
        return leaseLeft > 0 ? new Running(Duration.ofMillis((long) (leaseLeft * 1000))) : new Ours(id);
    }

    private static Answer.@Nullable Whole answerOf(Readable row) {
        Integer status = row.get("answer_status", Integer.class);
        return status == null
                ? null
                : new Answer.Whole(
                        status,
                        EventJson.MAPPER.readValue(required(row, "answer_headers", String.class), HEADERS),
                        required(row, "answer_body", byte[].class));
    }

    private Mono<Long> extendLease(DatabaseClient database, String tenantId, UUID id) {
        return database.sql(CLAIM_AGAIN)
                .bind(0, tenantId)
                .bind(1, id)
                .bind(2, seconds(lease))
                .fetch()
                .rowsUpdated();
    }

    private Mono<Void> update(String tenantId, Function<DatabaseClient, DatabaseClient.GenericExecuteSpec> statement) {
        return session.one(
                        tenantId, database -> statement.apply(database).fetch().rowsUpdated())
                .then();
    }

    private static String headersOf(Answer.Whole answer) {
        return EventJson.MAPPER.writeValueAsString(answer.headers());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
