package io.gleaner.pattern.core;

/**
 * What counts look like, whatever they are about: signatures of one shape have fared alike, so one can be judged by
 * what became of the others.
 *
 * @param size lower bound of how many transactions there are: 1, 2, 3, 4, 6, 10 or 20
 * @param misses how many of them have another label than the majority; 3 for more
 */
public record Shape(int size, int misses) {

    private static final int[] SIZES = {20, 10, 6, 4, 3, 2};
    private static final int MOST_MISSES = 3;

    static Shape of(long occurrences, long misses) {
        int counted = (int) Math.min(misses, MOST_MISSES);
        for (int size : SIZES) {
            if (size <= occurrences) {
                return new Shape(size, counted);
            }
        }
        return new Shape(1, counted);
    }
}
