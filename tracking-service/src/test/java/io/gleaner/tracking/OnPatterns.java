package io.gleaner.tracking;

import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationUndone;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.PatternActivated;
import io.gleaner.contracts.PatternApplied;
import io.gleaner.contracts.PatternApplied.Definition;
import io.gleaner.kit.events.Ids;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Base of tests in which pattern-service has patterns. */
public abstract class OnPatterns extends OnTracking {

    protected static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

    protected static Definition pattern(String field, String label, String... tokens) {
        return new Definition(
                Ids.next().toString(), 1, field, label, List.of(tokens), null, null, null, null, null, 0, LONG_AGO);
    }

    protected static Definition between(Definition pattern, String least, String most) {
        return new Definition(
                pattern.patternId(),
                pattern.rowVersion(),
                pattern.field(),
                pattern.label(),
                pattern.tokens(),
                pattern.direction(),
                new BigDecimal(least),
                new BigDecimal(most),
                pattern.accountId(),
                pattern.currency(),
                pattern.priority(),
                pattern.createdAt());
    }

    /** Tells of the pattern, and waits until it is known. */
    protected Definition active(Definition pattern) {
        publish(event(
                EventTypes.PATTERN_ACTIVATED,
                new PatternActivated(
                        pattern.patternId(),
                        pattern.rowVersion(),
                        Ids.next().toString(),
                        pattern.field(),
                        pattern.label(),
                        pattern.tokens(),
                        pattern.direction(),
                        pattern.priority(),
                        pattern.amountMin(),
                        pattern.amountMax(),
                        pattern.accountId(),
                        pattern.currency(),
                        pattern.createdAt())));
        awaitStatus(pattern, "active");
        return pattern;
    }

    protected void awaitStatus(Definition pattern, String status) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> jdbc.sql("SELECT count(*) FROM known_patterns WHERE tenant_id = ? AND pattern_id = ?"
                                        + " AND status = ?")
                                .params(tenant, pattern.patternId(), status)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    protected JsonNode applied(Definition pattern) {
        PatternApplied payload = new PatternApplied(Ids.next().toString(), "alice", pattern);
        publish(event(EventTypes.PATTERN_APPLIED, payload));
        return completed(payload.operationId());
    }

    protected JsonNode undone(String operationId) {
        ClassificationUndone payload = new ClassificationUndone(Ids.next().toString(), "alice", operationId);
        publish(event(EventTypes.CLASSIFICATION_UNDONE, payload));
        return completed(payload.operationId());
    }

    protected JsonNode labelOf(String transactionId, String field) {
        return transactionOf(transactionId).path("labels").path(field);
    }

    /** hits, corrected, recent and recent right of a pattern, as pattern-service will hear of them. */
    protected List<Long> usesOf(Definition pattern) {
        return jdbc.sql("SELECT hits, corrected, recent, recent_right FROM pattern_uses"
                        + " WHERE tenant_id = ? AND pattern_id = ?")
                .params(tenant, pattern.patternId())
                .query((row, n) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .optional()
                .orElse(List.of());
    }
}
