package io.gleaner.pattern.validation;

import static java.util.stream.Collectors.toSet;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.telemetry.LogKeys;
import io.gleaner.pattern.suggestions.Suggestions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps candidates from being validated that an active pattern of the same field and label covers already: such a
 * pattern may be broader than the signature it came from. Only tracking-service can say so, and it is asked outside of
 * any transaction; while it cannot answer, a candidate that may be covered waits, and costs no call.
 */
final class CoveredCandidates {

    private static final Logger LOG = LoggerFactory.getLogger(CoveredCandidates.class);

    private final TenantTransaction transaction;
    private final RivalStore store;
    private final Suggestions suggestions;
    private final CoverageClient client;
    private final Duration retry;

    CoveredCandidates(
            TenantTransaction transaction,
            RivalStore store,
            Suggestions suggestions,
            CoverageClient client,
            Duration retry) {
        this.transaction = transaction;
        this.store = store;
        this.suggestions = suggestions;
        this.client = client;
        this.retry = retry;
    }

    /** A look at what is due. */
    private record Look(List<UUID> due, List<Rival> rivals) {}

    /** The oldest due candidates without those that are covered, which are withdrawn, and those that may be. */
    Set<UUID> uncovered(String tenantId, int most) {
        Look look = transaction.in(tenantId, () -> {
            List<UUID> due = store.due(tenantId, most);
            return new Look(due, store.rivals(tenantId, due));
        });
        Set<UUID> uncovered = new HashSet<>(look.due());
        if (!look.rivals().isEmpty()) {
            Optional<Set<Rival>> covering = client.covering(tenantId, look.rivals());
            Set<Rival> out = covering.orElseGet(() -> Set.copyOf(look.rivals()));
            out.forEach(rival -> uncovered.remove(rival.candidateId()));
            putAside(tenantId, out, covering.isPresent());
        }
        return uncovered;
    }

    private void putAside(String tenantId, Set<Rival> rivals, boolean covered) {
        transaction.in(tenantId, () -> {
            if (covered) {
                rivals.forEach(rival -> suggestions.withdrawCovered(tenantId, rival.candidateId(), rival.label()));
                LOG.atInfo()
                        .addKeyValue(LogKeys.COUNT, rivals.size())
                        .log("candidates withdrawn, a pattern covers them");
            } else {
                Set<UUID> unknown = rivals.stream().map(Rival::candidateId).collect(toSet());
                suggestions.postpone(tenantId, unknown, retry, "tracking");
            }
            return tenantId;
        });
    }
}
