package io.gleaner.tracking.applications;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.applications.Preview.Sample;
import io.gleaner.tracking.core.Application;
import io.gleaner.tracking.core.Application.Standing;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Facts;
import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.patterns.PatternReads;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Counts what an application would do, by the same rule and over the same rows. */
final class PreviewReadStore {

    private final TenantSession session;
    private final PatternReads patterns;

    PreviewReadStore(TenantSession session, PatternReads patterns) {
        this.session = session;
        this.patterns = patterns;
    }

    /** As many comparisons as the tenant has rows with the pattern's longest word: not on a thread of requests. */
    Mono<Preview> preview(String tenantId, Pattern pattern) {
        return patterns.all(tenantId)
                .map(known -> Application.of(pattern, PatternReads.active(known)))
                .flatMap(application -> session.one(tenantId, database -> count(database, application)));
    }

    private static Mono<Preview> count(DatabaseClient database, Application application) {
        return rows(database, application.pattern())
                .publishOn(Schedulers.boundedElastic())
                .reduce(
                        Preview.NOTHING,
                        (preview, row) -> preview.plus(application.on(row.facts(), row.standing()), row.sample()));
    }

    private record Row(Facts facts, Standing standing, Sample sample) {}

    private static Flux<Row> rows(DatabaseClient database, Pattern pattern) {
        return database.sql("""
                SELECT transaction_id, date, description, key, direction, amount, account_id, currency, %1$s AS value,
                    %1$s_set_by AS set_by, %1$s_set_by_id AS set_by_id
                FROM transactions WHERE strpos(key, :word) > 0 ORDER BY transaction_id
                """.formatted(pattern.field().id()))
                .bind(
                        "word",
                        pattern.tokens().stream()
                                .max(Comparator.comparingInt(String::length))
                                .orElseThrow())
                .map(PreviewReadStore::row)
                .all();
    }

    private static Row row(Readable row) {
        BigDecimal amount = required(row, "amount", BigDecimal.class);
        String label = row.get("value", String.class);
        return new Row(
                Facts.of(
                        row.get("key", String.class),
                        Direction.of(required(row, "direction", String.class)).orElseThrow(),
                        amount,
                        row.get("account_id", String.class),
                        row.get("currency", String.class)),
                new Standing(label, row.get("set_by", String.class), row.get("set_by_id", String.class)),
                new Sample(
                        required(row, "transaction_id", String.class),
                        required(row, "date", LocalDate.class),
                        amount,
                        row.get("description", String.class),
                        label));
    }
}
