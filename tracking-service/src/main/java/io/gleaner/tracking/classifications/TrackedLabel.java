package io.gleaner.tracking.classifications;

import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Learnability;
import io.gleaner.tracking.core.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A change of a label, and what it teaches.
 *
 * @param signature null where the transaction has no key
 */
record TrackedLabel(LabelChange change, @Nullable String signature, Learnability learnability) {

    static TrackedLabel of(SpelledEdit edit, LabelChange change) {
        Learnability learnability = Learnability.of(edit.label(), change.key());
        return new TrackedLabel(change, signatureOf(edit, change), learnability);
    }

    private static @Nullable String signatureOf(SpelledEdit edit, LabelChange change) {
        String key = change.key();
        Direction direction = Direction.of(change.direction()).orElseThrow();
        return key == null ? null : Signature.of(edit.field(), direction, key).hex();
    }
}
