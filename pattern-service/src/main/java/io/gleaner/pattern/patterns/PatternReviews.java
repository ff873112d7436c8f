package io.gleaner.pattern.patterns;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.problems.Problem;
import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.PauseReason;
import java.util.UUID;

/** What people decide about patterns. The same decision again changes nothing. */
final class PatternReviews {

    private final TenantTransaction transaction;
    private final PatternStore store;
    private final Patterns patterns;

    PatternReviews(TenantTransaction transaction, PatternStore store, Patterns patterns) {
        this.transaction = transaction;
        this.store = store;
        this.patterns = patterns;
    }

    /** The priority first: a pattern that is resumed is told of once. */
    UUID change(String tenantId, UUID id, PatternChange change) {
        return transaction.in(tenantId, () -> {
            Pattern pattern = pattern(tenantId, id);
            if (pattern.status() == PatternStatus.DELETED) {
                throw unknown(id);
            }
            Integer priority = change.priority();
            if (priority != null) {
                patterns.prioritise(pattern, priority);
            }
            if (change.next() == PatternStatus.ACTIVE) {
                patterns.resume(pattern);
            } else if (change.next() == PatternStatus.PAUSED) {
                patterns.pause(pattern, Pause.of(PauseReason.USER), null);
            }
            return id;
        });
    }

    UUID delete(String tenantId, UUID id) {
        return transaction.in(tenantId, () -> {
            patterns.delete(pattern(tenantId, id));
            return id;
        });
    }

    static Problem unknown(Object id) {
        return Problem.notFound("pattern " + id);
    }

    private Pattern pattern(String tenantId, UUID id) {
        return store.find(tenantId, id).orElseThrow(() -> unknown(id));
    }
}
