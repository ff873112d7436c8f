package io.gleaner.pattern.core.workflows;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the occurrences of an operation add up to, exactly. Everything else that is said of the operation follows from it.
 *
 * @param steadiness of its runs
 * @param tokens of the runs whose tokens are known
 * @param costs of the runs whose cost is known
 * @param recent costs of the occurrences of the last 30 days
 * @param tools what the runs cost that a tool did instead of a model
 */
public record OperationStatistics(Steadiness steadiness, Sum tokens, Sum costs, Recent recent, ToolUse tools) {

    public static final OperationStatistics NONE =
            new OperationStatistics(Steadiness.NONE, Sum.NONE, Sum.NONE, Recent.NONE, ToolUse.NONE);

    /** Of what a model needs, a tool is assumed to need this share. */
    public static final BigDecimal TOOL_SHARE = new BigDecimal("0.05");

    /** The rest of it is saved. */
    public static final BigDecimal SAVED_SHARE = new BigDecimal("0.95");

    /**
     * The last 30 days.
     *
     * @param occurrences in them, of known cost or not
     */
    public record Recent(long occurrences, BigDecimal costs) {

        static final Recent NONE = new Recent(0, BigDecimal.ZERO);

        public Recent {
            costs = Sum.plain(costs);
        }

        Recent plus(Recent other) {
            return new Recent(occurrences + other.occurrences, costs.add(other.costs));
        }
    }

    /** What runs cost that were done by a tool. */
    public record ToolUse(long runs, Sum tokens, Sum costs) {

        public static final ToolUse NONE = new ToolUse(0, Sum.NONE, Sum.NONE);

        ToolUse plus(ToolUse other) {
            return new ToolUse(runs + other.runs, tokens.plus(other.tokens), costs.plus(other.costs));
        }
    }

    /** Both as one; of one that was taken back, the numbers are negative. */
    public OperationStatistics plus(OperationStatistics other) {
        return new OperationStatistics(
                steadiness.plus(other.steadiness),
                tokens.plus(other.tokens),
                costs.plus(other.costs),
                recent.plus(other.recent),
                tools.plus(other.tools));
    }

    public long occurrences() {
        return steadiness.occurrences();
    }

    /** From 0 to 100. */
    public int confidence() {
        return steadiness.confidence();
    }

    /** What a tool would save in a month. */
    public BigDecimal savings() {
        return Sum.plain(recent.costs().multiply(SAVED_SHARE));
    }

    /** What a run is assumed to cost by a tool, in tokens; null where no run's tokens are known. */
    public @Nullable BigDecimal toolTokens() {
        return tokens.mean(TOOL_SHARE);
    }

    /** What a run is assumed to cost by a tool; null where no run's cost is known. */
    public @Nullable BigDecimal toolCost() {
        return costs.mean(TOOL_SHARE);
    }

    /** Whether nothing is known of the operation any more. */
    public boolean isEmpty() {
        return occurrences() == 0 && tools.runs() == 0;
    }
}
