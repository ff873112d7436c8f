package io.gleaner.pattern.operations;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/**
 * How often people found that a run does show the operation.
 *
 * @param share of the judged ones that are correct, 0 to 1; null of none
 */
record Accuracy(long judged, long correct, @Nullable BigDecimal share) {

    static Accuracy of(long judged, long correct) {
        return new Accuracy(
                judged,
                correct,
                judged == 0
                        ? null
                        : BigDecimal.valueOf(correct).divide(BigDecimal.valueOf(judged), MathContext.DECIMAL128));
    }
}
