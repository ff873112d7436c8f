package io.gleaner.tracking.activity;

import java.time.Instant;

/**
 * The end of a tenant's chain.
 *
 * @param sequence of its last row; 0 where there is none
 * @param hash of its last row
 * @param readAt the database's clock, in microseconds
 */
record Head(long sequence, String hash, Instant readAt) {

    /** What the first row of a chain carries as the hash of the one before. */
    static final String NOTHING_BEFORE = "0".repeat(64);
}
