package io.gleaner.pattern.records;

import io.gleaner.pattern.core.Shape;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The labels that a pattern set and nobody corrected, which count as right for the signature it rests on.
 *
 * @param signature what was judged last about that signature
 * @param right how many there are
 * @param before how many of them were credited already
 * @param shape that they were credited to; null if none were
 */
record Credited(
        UUID patternId,
        Judged signature,
        long right,
        long before,
        @Nullable Shape shape) {

    long fresh() {
        return right - before;
    }

    /** Fresh ones speak for what the signature looks like; what is taken back is taken from where it was credited. */
    Shape judgedShape() {
        return shape == null || fresh() > 0 ? signature.majority().shape() : shape;
    }
}
