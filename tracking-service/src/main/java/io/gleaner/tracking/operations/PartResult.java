package io.gleaner.tracking.operations;

import java.util.List;

/**
 * What became of the transactions of a part; each is in exactly one of the three.
 *
 * @param updated how many changed
 * @param unchanged how many were so already
 * @param unknown ids of no transaction of the tenant
 */
public record PartResult(OperationPart part, int updated, int unchanged, List<String> unknown) {

    public PartResult {
        unknown = List.copyOf(unknown);
    }

    /** All that was asked for, less what was refused, is either updated or unchanged. */
    public static PartResult of(OperationPart part, int updated, List<String> unknown) {
        return new PartResult(part, updated, part.requested() - updated - unknown.size(), unknown);
    }
}
