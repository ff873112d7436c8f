package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Asked;
import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Standing;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tally;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signature with its counts and what was decided about it so far.
 *
 * @param open its open suggestion, or the approved one of its active pattern; null if it has neither
 */
record Counted(
        Signature signature,
        Tally tally,
        Standing standing,
        @Nullable OpenSuggestion open) {

    /**
     * A suggestion's identity and question.
     *
     * @param standsAs what it stays for people while it is validated again; null if it is not
     * @param asked what it was judged by
     */
    record OpenSuggestion(
            UUID id,
            Status status,
            @Nullable String label,
            @Nullable Status standsAs,
            Asked asked) {

        /** Whether it had an outcome before: a pattern, or a person's review. */
        boolean judgedBefore() {
            return standsAs != null || status == Status.APPROVED || status == Status.PENDING_REVIEW;
        }
    }
}
