package io.gleaner.pattern.core;

import java.util.List;

/**
 * What a suggestion was judged by when it was judged last.
 *
 * @param occurrences then
 * @param ofItsOperations how many of the occurrences of now come from the operations it rested on then; may be cut at the
 *     highest threshold
 * @param crossed the highest threshold that made it a candidate again so far; 0 if none did
 */
public record Asked(long occurrences, long ofItsOperations, long crossed) {

    /**
     * Whether it crossed one of the thresholds, through later operations than those it came from: then it is a candidate
     * again. Rows of one bulk edit never take it across one, in however many parts they arrive; and each threshold does
     * so once, also if undo takes occurrences away and others come.
     */
    public boolean outgrown(long occurrencesNow, List<Long> thresholds) {
        return thresholds.stream().anyMatch(threshold -> crosses(threshold, occurrencesNow));
    }

    /** The highest of the thresholds that so many occurrences have crossed; 0 if they crossed none. */
    public static long crossed(long occurrences, List<Long> thresholds) {
        return thresholds.stream().filter(threshold -> threshold <= occurrences).reduce(0L, Math::max);
    }

    private boolean crosses(long threshold, long occurrencesNow) {
        return threshold > crossed
                && threshold > occurrences
                && threshold > ofItsOperations
                && threshold <= occurrencesNow;
    }
}
