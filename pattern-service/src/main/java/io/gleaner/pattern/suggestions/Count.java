package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.LabelCount;
import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tally;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a recount writes into a suggestion.
 *
 * @param label null for a conflict
 * @param labels the most frequent ones with their counts
 */
record Count(
        UUID id,
        Signature signature,
        Status status,
        @Nullable String label,
        List<LabelCount> labels,
        long occurrences,
        BigDecimal agreement,
        Reliability reliability) {

    private static final int MOST_LABELS = 20;

    /** A suggestion that follows the counts: it carries the majority label, or none if it is a conflict. */
    static Count following(UUID id, Signature signature, Status status, Tally tally, Reliability reliability) {
        String label = status == Status.CONFLICT ? null : tally.majority();
        return new Count(
                id, signature, status, label, most(tally), tally.occurrences(), tally.agreement(), reliability);
    }

    /** A suggestion that keeps its label, whatever the majority is by now. */
    static Count keeping(
            UUID id, Signature signature, Status status, String label, Tally tally, Reliability reliability) {
        return new Count(
                id, signature, status, label, most(tally), tally.occurrences(), tally.agreementOn(label), reliability);
    }

    private static List<LabelCount> most(Tally tally) {
        return tally.labels().stream().limit(MOST_LABELS).toList();
    }
}
