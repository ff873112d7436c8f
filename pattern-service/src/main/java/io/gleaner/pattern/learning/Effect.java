package io.gleaner.pattern.learning;

import io.gleaner.pattern.core.Signature;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What new tracking records changed about the occurrences of a signature.
 *
 * @param before the hash the transaction stood under; null if it did not count
 * @param after the hash it stands under now; null if it counts no longer
 * @param records how many tracking records did this
 */
record Effect(
        String tenantId,
        String field,
        @Nullable String before,
        @Nullable String after,
        long records) {

    /** The signatures whose counts may be different now. */
    Stream<Signature> signatures() {
        return Stream.of(before, after)
                .<String>mapMulti((hash, found) -> {
                    if (hash != null) {
                        found.accept(hash);
                    }
                })
                .distinct()
                .map(hash -> new Signature(field, hash));
    }
}
