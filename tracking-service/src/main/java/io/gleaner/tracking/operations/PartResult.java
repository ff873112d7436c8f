package io.gleaner.tracking.operations;

import java.util.List;

/**
 * What became of the transactions of a part; each is in exactly one of the three.
 *
 * @param updated how many changed
 * @param unchanged how many were so already
 * @param refused ids of those that it did not change
 * @param reason why not
 */
public record PartResult(OperationPart part, int updated, int unchanged, List<String> refused, Reason reason) {

    /** Why a part leaves a transaction alone. */
    public enum Reason {
        /** No transaction of the tenant has this id. */
        UNKNOWN("unknown"),
        /** Somebody has changed the label since. */
        CHANGED_SINCE("changed_since");

        private final String id;

        Reason(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    public PartResult {
        refused = List.copyOf(refused);
    }

    /** All that was asked for, less what is unknown, is either updated or unchanged. */
    public static PartResult of(OperationPart part, int updated, List<String> unknown) {
        return new PartResult(part, updated, part.requested() - updated - unknown.size(), unknown, Reason.UNKNOWN);
    }

    /** Of a part that found out by itself which transactions it is about. */
    public static PartResult found(OperationPart part, int updated, List<String> changedSince) {
        return new PartResult(part, updated, 0, changedSince, Reason.CHANGED_SINCE);
    }

    int requested() {
        return updated + unchanged + refused.size();
    }
}
