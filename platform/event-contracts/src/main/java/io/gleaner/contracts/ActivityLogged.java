package io.gleaner.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A caller changed something, was given a token, or was not let in. It carries no body and no secret.
 *
 * @param activityId the same for a call that is repeated with its key, and answered the same
 * @param type which operation, such as {@code label_transactions}
 * @param details what it was about: path variables, the HTTP {@code status} and the {@code location} that were answered, and
 *     {@code dry_run}, {@code true}, where the call was to change nothing
 * @param ip of the caller, as the gateway saw it
 * @param userAgent what the caller's program calls itself, cut to 300 characters
 * @param traceId W3C trace id, 32 hexadecimal digits
 */
public record ActivityLogged(
        String activityId,
        String userId,
        String type,
        Map<String, String> details,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String traceId,
        Instant occurredAt) {}
