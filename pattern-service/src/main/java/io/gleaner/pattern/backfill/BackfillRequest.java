package io.gleaner.pattern.backfill;

import org.jspecify.annotations.Nullable;

/**
 * What a backfill is asked for.
 *
 * @param dryRun whether to tell only what would change
 */
record BackfillRequest(@Nullable Boolean dryRun) {

    static final BackfillRequest REAL = new BackfillRequest(false);

    boolean isDry() {
        return Boolean.TRUE.equals(dryRun);
    }
}
