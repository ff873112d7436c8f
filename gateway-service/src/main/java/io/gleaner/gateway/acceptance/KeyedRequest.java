package io.gleaner.gateway.acceptance;

import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.digests.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A request with an {@code Idempotency-Key}. A key belongs to one user of a tenant.
 *
 * @param hash SHA-256 of method, target and body
 */
// compared by nobody, so the array's identity does no harm
@SuppressWarnings("ArrayRecordComponent")
record KeyedRequest(AcceptedRow row, String key, byte[] hash) {

    static KeyedRequest of(AcceptedRow row, String key, Call call) {
        MessageDigest digest = Sha256.fresh();
        digest.update((call.operation().method() + " " + call.target() + "\n").getBytes(StandardCharsets.UTF_8));
        return new KeyedRequest(row, key, digest.digest(call.content()));
    }
}
