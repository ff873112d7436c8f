package io.gleaner.pattern.analysis;

import org.jspecify.annotations.Nullable;

/**
 * What to count.
 *
 * @param everything whether all signatures, and not only those that were touched since they were counted
 */
record Request(@Nullable Boolean everything) {

    boolean all() {
        return Boolean.TRUE.equals(everything);
    }
}
