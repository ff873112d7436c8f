package io.gleaner.tracking.patterns;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.core.Conditions;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.patterns.PatternReads.Known;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The copies of patterns, as requests of their tenant see them. */
final class KnownPatternReadStore {

    private static final String ALL = "SELECT * FROM known_patterns";

    private final TenantSession session;

    KnownPatternReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<List<Known>> all(String tenantId) {
        return session.list(tenantId, database -> database.sql(ALL), KnownPatternReadStore::known);
    }

    private static Known known(Readable row) {
        Conditions conditions = new Conditions(
                Optional.ofNullable(row.get("direction", String.class))
                        .flatMap(Direction::of)
                        .orElse(null),
                row.get("amount_min", BigDecimal.class),
                row.get("amount_max", BigDecimal.class),
                row.get("account_id", String.class),
                row.get("currency", String.class));
        return new Known(
                new Pattern(
                        required(row, "pattern_id", String.class),
                        Field.of(required(row, "field", String.class)).orElseThrow(),
                        required(row, "label", String.class),
                        List.of(required(row, "tokens", String[].class)),
                        conditions,
                        required(row, "priority", Integer.class),
                        required(row, "created_at", Instant.class)),
                required(row, "status", String.class));
    }
}
