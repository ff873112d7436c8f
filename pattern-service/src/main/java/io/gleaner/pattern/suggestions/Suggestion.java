package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Reliability;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tokens;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A suggestion as it stands in its row.
 *
 * @param label null for a conflict
 * @param occurrences distinct transactions of the signature
 * @param agreement share of them that carry the label (of the most frequent label for a conflict), 0 to 1
 * @param reliability of its label when it was counted last
 * @param narrower tokens that a pattern looks for instead of the full key; null for the full key
 * @param standsAs what it stays for people while it is validated again: approved or in review; null if it is not
 * @param askedOccurrences what it was judged by last, or will be
 * @param model which model gave the verdict, if one did
 */
public record Suggestion(
        UUID id,
        String tenantId,
        Signature signature,
        String key,
        String direction,
        @Nullable String label,
        long occurrences,
        BigDecimal agreement,
        Reliability reliability,
        Status status,
        @Nullable BigDecimal confidence,
        @Nullable String reasoning,
        @Nullable String risk,
        @Nullable String model,
        @Nullable Tokens narrower,
        @Nullable Status standsAs,
        long askedOccurrences,
        @Nullable String traceparent) {

    /** What its pattern looks for, or would: shown to whoever approves it. */
    Tokens tokens() {
        return narrower == null ? fullKey() : narrower;
    }

    /** Its status as people see it and decide about it. */
    Status standing() {
        return standsAs == null ? status : standsAs;
    }

    /** Whether more transactions came while it was being judged. */
    boolean grewMeanwhile() {
        return status == Status.VALIDATING && occurrences > askedOccurrences;
    }

    /** The full key as tokens. */
    public Tokens fullKey() {
        return Tokens.ofKey(key);
    }
}
