package io.gleaner.pattern.backfill;

import io.gleaner.pattern.runs.Differences;
import org.jspecify.annotations.Nullable;

/**
 * How far a backfill is: its checkpoint.
 *
 * @param after the last run that was derived; null before the first
 */
record BackfillProgress(@Nullable String after, Differences differences, boolean ended) {

    static final BackfillProgress BEGUN = new BackfillProgress(null, Differences.NONE, false);

    BackfillProgress with(Differences more, @Nullable String last, boolean isLast) {
        return new BackfillProgress(last, differences.plus(more), isLast);
    }
}
