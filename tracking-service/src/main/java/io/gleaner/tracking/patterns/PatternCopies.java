package io.gleaner.tracking.patterns;

import io.gleaner.kit.listening.BatchEffect;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.transaction.support.TransactionTemplate;

/** What a batch of pattern-service's events changes in the copies; its other events are taken note of. */
final class PatternCopies implements BatchEffect {

    private final PatternCopyStore store;
    private final TransactionTemplate transaction;

    PatternCopies(PatternCopyStore store, TransactionTemplate transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    @Override
    public Outcome apply(List<Received> events) {
        List<PatternCopy> copies = events.stream()
                .map(received -> PatternCopy.of(received.event()))
                .flatMap(Optional::stream)
                .toList();
        int older = copies.isEmpty() ? 0 : Objects.requireNonNull(transaction.execute(status -> keep(copies)));
        return Outcome.of(events.size() - older, older);
    }

    /** How many were not newer than what is known. */
    private Integer keep(List<PatternCopy> copies) {
        Set<String> changed = new HashSet<>();
        int older = 0;
        for (PatternCopy copy : copies) {
            if (store.keepNewer(copy)) {
                changed.add(copy.tenantId());
            } else {
                older++;
            }
        }
        changed.stream().sorted().forEach(store::raiseRevision);
        return older;
    }
}
