package io.gleaner.tracking.activity;

import org.jspecify.annotations.Nullable;

/**
 * How far a chain was followed, and what was found.
 *
 * @param promised where the chain must reach at least, and the hash it has there
 * @param firstBroken null while every row fits
 */
record ChainCheck(
        Head promised,
        long entries,
        String lastHash,
        @Nullable Long firstBroken) {

    static ChainCheck upTo(Head promised) {
        return new ChainCheck(promised, 0, Head.NOTHING_BEFORE, null);
    }

    /** With the next row, in the order of the sequence. */
    ChainCheck with(Link link) {
        long expected = entries + 1;
        boolean fits = link.sequence() == expected
                && link.previousHash().equals(lastHash)
                && link.isIntact()
                && (link.sequence() != promised.sequence() || link.hash().equals(promised.hash()));
        return new ChainCheck(promised, expected, link.hash(), fits ? firstBroken : first(expected));
    }

    private Long first(long broken) {
        return firstBroken == null ? Long.valueOf(broken) : firstBroken;
    }

    /** What was found, once there is no further row. */
    Verification end() {
        @Nullable Long broken = entries < promised.sequence() ? first(entries + 1) : firstBroken;
        return new Verification(broken == null, entries, broken, entries == 0 ? null : lastHash);
    }
}
