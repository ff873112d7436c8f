package io.gleaner.pattern.core.workflows;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of an operation add up to, exactly: from it follows how much is to be held of it.
 *
 * @param occurrences how often the operation was seen
 * @param runs whose errors and retries are summed up; of the occurrences that is all of them
 * @param durations known and not 0, in seconds
 * @param squares of the durations, summed up
 */
public record Steadiness(
        long occurrences, long runs, Sum durations, BigDecimal squares, BigDecimal errors, BigDecimal retries) {

    public static final Steadiness NONE =
            new Steadiness(0, 0, Sum.NONE, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int LEAST = 10;

    public Steadiness {
        squares = Sum.plain(squares);
        errors = Sum.plain(errors);
        retries = Sum.plain(retries);
    }

    /** Both as one. */
    public Steadiness plus(Steadiness other) {
        return new Steadiness(
                occurrences + other.occurrences,
                runs + other.runs,
                durations.plus(other.durations),
                squares.add(other.squares),
                errors.add(other.errors),
                retries.add(other.retries));
    }

    /**
     * How sure we are that it is an operation worth a tool, from 0 to 100: how often it was seen, how evenly long it took
     * (population variance: {@code n·Σx² − (Σx)²} over n²), and how well it went.
     */
    public int confidence() {
        return runs == 0 ? LEAST : frequency() + consistency() + success();
    }

    private int frequency() {
        if (occurrences >= 10) {
            return 40;
        }
        if (occurrences >= 5) {
            return 30;
        }
        return occurrences >= 3 ? 20 : LEAST;
    }

    private int consistency() {
        if (durations.known() < 2) {
            return 15;
        }
        if (isVarianceBelow(100)) {
            return 30;
        }
        return isVarianceBelow(1000) ? 20 : 10;
    }

    /** Multiplied out, so that nothing is rounded. */
    private boolean isVarianceBelow(int bound) {
        BigDecimal n = BigDecimal.valueOf(durations.known());
        BigDecimal spread = n.multiply(squares).subtract(durations.total().pow(2));
        return spread.compareTo(n.multiply(n).multiply(BigDecimal.valueOf(bound))) < 0;
    }

    private int success() {
        if (errors.signum() == 0 && retries.signum() == 0) {
            return 30;
        }
        if (isMeanBelow(1, errors) && isMeanBelow(2, retries)) {
            return 20;
        }
        return isMeanBelow(3, errors) ? 10 : 5;
    }

    private boolean isMeanBelow(int bound, BigDecimal sum) {
        return sum.compareTo(BigDecimal.valueOf(runs).multiply(BigDecimal.valueOf(bound))) < 0;
    }

    /** The words for a confidence. */
    public static String band(int confidence) {
        if (confidence < 30) {
            return "new";
        }
        return confidence < 60 ? "emerging" : "established";
    }

    /** The square of a duration, for {@link #squares}; 0 of an unknown one. */
    public static BigDecimal square(@Nullable BigDecimal duration) {
        return duration == null ? BigDecimal.ZERO : duration.multiply(duration);
    }
}
