package io.gleaner.tracking.activity;

import io.gleaner.kit.digests.Sha256;
import io.gleaner.kit.events.EventJson;
import java.time.Instant;
import java.util.Arrays;

/**
 * One row of a chain.
 *
 * @param sequence from 1, without a gap
 * @param previousHash of the row before; {@link Head#NOTHING_BEFORE} on the first
 * @param hash SHA-256, 64 hexadecimal digits
 */
record Link(Entry entry, long sequence, Instant loggedAt, String previousHash, String hash) {

    static Link of(Entry entry, long sequence, Instant loggedAt, String previousHash) {
        return new Link(entry, sequence, loggedAt, previousHash, hashOf(entry, sequence, loggedAt, previousHash));
    }

    /** Whether the row still says what was hashed. */
    boolean isIntact() {
        return hash.equals(hashOf(entry, sequence, loggedAt, previousHash));
    }

    /** Over a JSON array of every column: quotes and commas of JSON keep one value from passing for two. */
    private static String hashOf(Entry entry, long sequence, Instant loggedAt, String previousHash) {
        return Sha256.hexOf(EventJson.MAPPER.writeValueAsString(Arrays.asList(
                previousHash,
                entry.tenantId(),
                sequence,
                entry.source(),
                entry.eventId(),
                entry.activityId(),
                entry.userId(),
                entry.type(),
                entry.details(),
                entry.ip(),
                entry.userAgent(),
                entry.traceId(),
                entry.occurredAt().toString(),
                loggedAt.toString())));
    }
}
