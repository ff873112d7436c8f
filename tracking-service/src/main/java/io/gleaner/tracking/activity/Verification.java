package io.gleaner.tracking.activity;

import org.jspecify.annotations.Nullable;

/**
 * What became of a tenant's chain.
 *
 * @param valid every row says what was hashed, follows the one before, and none is missing at the end
 * @param entries rows there are
 * @param firstBrokenSequence the first place at which that is not so; null if there is none
 * @param headHash of the last row; null where there is none. Who notes it down elsewhere can tell later whether the whole
 *     chain was written anew
 */
record Verification(
        boolean valid,
        long entries,
        @Nullable Long firstBrokenSequence,
        @Nullable String headHash) {}
