package io.gleaner.pattern.suggestions;

import io.gleaner.pattern.core.Signature;
import io.gleaner.pattern.core.Standing;
import io.gleaner.pattern.core.Status;
import io.gleaner.pattern.core.Tally;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signature with its counts and what was decided about it so far.
 *
 * @param open its open suggestion, if it has one
 */
record Counted(
        Signature signature,
        Tally tally,
        Standing standing,
        @Nullable OpenSuggestion open) {

    /** An open suggestion's identity and question. */
    record OpenSuggestion(UUID id, Status status, @Nullable String label) {}
}
