package io.gleaner.kit.relay;

import java.time.Instant;

/**
 * The write-ahead log that a slot keeps the server from recycling.
 *
 * @param retainedBytes from where the slot would start again to the end of the log
 * @param safeBytes what may still be written before the server gives the slot up; NaN where it never does
 */
record HeldLog(double retainedBytes, double safeBytes, Instant seen) {

    /** Where nobody looks: on a replica that does not lead. */
    static final HeldLog UNKNOWN = new HeldLog(Double.NaN, Double.NaN, Instant.MIN);
}
