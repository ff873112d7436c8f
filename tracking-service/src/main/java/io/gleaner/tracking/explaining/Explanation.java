package io.gleaner.tracking.explaining;

import io.gleaner.tracking.core.Conditions;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Pattern;
import io.gleaner.tracking.patterns.PatternReads.Known;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a transaction has the labels that it has, by field; a field that has none and that no active pattern would label is
 * not among them.
 */
record Explanation(String transactionId, Map<String, OfLabel> labels) {

    /**
     * One label.
     *
     * @param value null where there is none, though a pattern would set one
     * @param pattern that set it, as it is now
     * @param losers active patterns that match as well, the best first
     */
    record OfLabel(
            @Nullable String value,
            @Nullable String setBy,
            @Nullable String setById,
            @Nullable Instant setAt,
            @Nullable Winner pattern,
            List<Loser> losers) {}

    /** What a pattern asks beside its words. */
    record ConditionsView(
            @Nullable String direction,
            @Nullable BigDecimal amountMin,
            @Nullable BigDecimal amountMax,
            @Nullable String accountId,
            @Nullable String currency) {

        static ConditionsView of(Conditions conditions) {
            Direction direction = conditions.direction();
            return new ConditionsView(
                    direction == null ? null : direction.id(),
                    conditions.amountMin(),
                    conditions.amountMax(),
                    conditions.accountId(),
                    conditions.currency());
        }
    }

    /** The pattern that set a label. */
    record Winner(
            String patternId,
            String label,
            List<String> tokens,
            ConditionsView conditions,
            int priority,
            String status) {

        static Winner of(Known known) {
            Pattern pattern = known.pattern();
            return new Winner(
                    pattern.id(),
                    pattern.label(),
                    pattern.tokens(),
                    ConditionsView.of(pattern.conditions()),
                    pattern.priority(),
                    known.status());
        }
    }

    /**
     * A pattern that matches and did not set the label.
     *
     * @param lostBy {@code priority}, {@code specificity} or {@code age} against the pattern that won; {@code
     *     locked_by_user}, {@code set_by_import}; or {@code not_applied}: it came later and was not applied to old rows
     */
    record Loser(
            String patternId,
            String label,
            List<String> tokens,
            ConditionsView conditions,
            int priority,
            String lostBy) {

        static Loser of(Pattern pattern, String lostBy) {
            return new Loser(
                    pattern.id(),
                    pattern.label(),
                    pattern.tokens(),
                    ConditionsView.of(pattern.conditions()),
                    pattern.priority(),
                    lostBy);
        }

        static Loser against(Pattern winner, Pattern loser) {
            return of(
                    loser,
                    Pattern.BEST_FIRST.compare(winner, loser) < 0
                            ? winner.edgeOver(loser).name().toLowerCase(Locale.ROOT)
                            : "not_applied");
        }
    }
}
