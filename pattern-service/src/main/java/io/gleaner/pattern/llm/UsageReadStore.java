package io.gleaner.pattern.llm;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import reactor.core.publisher.Mono;

/** A tenant's calls and permits, per purpose; every purpose has a row, used or not. */
final class UsageReadStore {

    private static final String PER_PURPOSE = """
            SELECT k.purpose, count(c.call_id) AS calls, coalesce(sum(c.input_tokens), 0)::bigint AS input_tokens,
                coalesce(sum(c.output_tokens), 0)::bigint AS output_tokens,
                coalesce(sum(c.cached_tokens), 0)::bigint AS cached_tokens, coalesce(sum(c.cost), 0) AS cost,
                (SELECT greatest(p.opens_at, p.held_until) FROM llm_permits p
                    WHERE p.purpose = k.purpose AND greatest(p.opens_at, p.held_until) > clock_timestamp())
                    AS next_allowed_call
            FROM unnest($1::text[]) AS k (purpose) LEFT JOIN llm_calls c ON c.purpose = k.purpose
            GROUP BY k.purpose ORDER BY k.purpose
            """;

    private final TenantSession session;

    UsageReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<List<LlmUsage.OfPurpose>> perPurpose(String tenantId) {
        String[] purposes = Arrays.stream(Purpose.values()).map(Purpose::text).toArray(String[]::new);
        return session.list(
                tenantId, database -> database.sql(PER_PURPOSE).bind(0, purposes), UsageReadStore::ofPurpose);
    }

    private static LlmUsage.OfPurpose ofPurpose(Readable row) {
        return new LlmUsage.OfPurpose(
                required(row, "purpose", String.class),
                required(row, "calls", Long.class),
                required(row, "input_tokens", Long.class),
                required(row, "output_tokens", Long.class),
                required(row, "cached_tokens", Long.class),
                required(row, "cost", BigDecimal.class),
                row.get("next_allowed_call", Instant.class));
    }
}
