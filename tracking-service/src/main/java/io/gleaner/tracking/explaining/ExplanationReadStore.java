package io.gleaner.tracking.explaining;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Facts;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.core.Patterns;
import io.gleaner.tracking.explaining.Explanation.Loser;
import io.gleaner.tracking.explaining.Explanation.OfLabel;
import io.gleaner.tracking.explaining.Explanation.Winner;
import io.gleaner.tracking.patterns.PatternReads;
import io.gleaner.tracking.patterns.PatternReads.Known;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads a transaction, its labels and the patterns that match it. */
final class ExplanationReadStore {

    private final TenantSession session;
    private final PatternReads patterns;

    ExplanationReadStore(TenantSession session, PatternReads patterns) {
        this.session = session;
        this.patterns = patterns;
    }

    Mono<Explanation> explanation(String tenantId, String transactionId) {
        return session.one(
                        tenantId,
                        database -> database.sql("SELECT * FROM transactions WHERE transaction_id = :id")
                                .bind("id", transactionId)
                                .map(ExplanationReadStore::row)
                                .one())
                .zipWhen(row -> patterns.all(tenantId), (row, known) -> explanation(transactionId, row, known));
    }

    /** A label as it stands. */
    private record Label(
            @Nullable String value,
            @Nullable String setBy,
            @Nullable String setById,
            @Nullable Instant setAt) {}

    private record Row(Facts facts, Map<Field, Label> labels) {}

    private static Explanation explanation(String transactionId, Row row, List<Known> known) {
        Patterns active = PatternReads.active(known);
        Map<String, OfLabel> labels = new LinkedHashMap<>();
        row.labels().forEach((field, label) -> {
            List<Pattern> covering = active.covering(field, row.facts());
            if (label.setBy() != null || !covering.isEmpty()) {
                labels.put(field.id(), explained(label, covering, known));
            }
        });
        return new Explanation(transactionId, labels);
    }

    private static OfLabel explained(Label label, List<Pattern> covering, List<Known> known) {
        Optional<Known> winner = known.stream()
                .filter(each ->
                        "pattern".equals(label.setBy()) && each.pattern().id().equals(label.setById()))
                .findFirst();
        List<Loser> losers = covering.stream()
                .filter(pattern -> !pattern.id().equals(label.setById()))
                .map(pattern -> loser(label, winner, pattern))
                .toList();
        return new OfLabel(
                label.value(),
                label.setBy(),
                label.setById(),
                label.setAt(),
                winner.map(Winner::of).orElse(null),
                losers);
    }

    private static Loser loser(Label label, Optional<Known> winner, Pattern pattern) {
        if ("user".equals(label.setBy())) {
            return Loser.of(pattern, "locked_by_user");
        }
        if ("import".equals(label.setBy())) {
            return Loser.of(pattern, "set_by_import");
        }
        return winner.map(known -> Loser.against(known.pattern(), pattern))
                .orElseGet(() -> Loser.of(pattern, "not_applied"));
    }

    private static Row row(Readable row) {
        Map<Field, Label> labels = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            labels.put(
                    field,
                    new Label(
                            row.get(field.id(), String.class),
                            row.get(field.id() + "_set_by", String.class),
                            row.get(field.id() + "_set_by_id", String.class),
                            row.get(field.id() + "_set_at", Instant.class)));
        }
        return new Row(
                Facts.of(
                        row.get("key", String.class),
                        Direction.of(required(row, "direction", String.class)).orElseThrow(),
                        required(row, "amount", BigDecimal.class),
                        row.get("account_id", String.class),
                        row.get("currency", String.class)),
                labels);
    }
}
