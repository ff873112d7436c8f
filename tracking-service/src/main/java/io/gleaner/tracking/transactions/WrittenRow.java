package io.gleaner.tracking.transactions;

import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Label;
import io.gleaner.tracking.core.TransactionKey;
import io.gleaner.tracking.labels.GivenLabel;
import io.gleaner.tracking.patterns.PatternUses.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row that an import inserted or changed.
 *
 * @param labels those that the import set; where a user's label stands, the import's is not set
 * @param patterns ids of the patterns that set a label
 */
record WrittenRow(TransactionKey key, Map<Field, String> labels, List<String> patterns) {

    Stream<GivenLabel> given() {
        return labels.entrySet().stream()
                .map(entry ->
                        Label.of(entry.getValue()).map(label -> new GivenLabel(key.tenantId(), entry.getKey(), label)))
                .flatMap(Optional::stream);
    }

    Stream<Change> hits() {
        return patterns.stream().map(pattern -> Change.hit(key.tenantId(), pattern));
    }
}
