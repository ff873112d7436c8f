package io.gleaner.gateway.edge;

import io.gleaner.gateway.contract.Operation;
import io.gleaner.kit.security.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Who tried what, from where; it need not obey the contract.
 *
 * @param variables of the path, decoded
 * @param dryRun whether it was to change nothing and only tell what it would come to
 * @param ip the caller's address, if it is known
 * @param traceparent W3C trace context of the request
 */
public record Attempt(
        Operation operation,
        Caller caller,
        Map<String, String> variables,
        boolean dryRun,
        @Nullable String userAgent,
        @Nullable String ip,
        @Nullable String traceparent) {

    /** What a call attempted. */
    public static Attempt of(Call call, Caller caller) {
        return new Attempt(
                call.operation(),
                caller,
                call.variables(),
                call.dryRun(),
                call.headers().getFirst(HttpHeaders.USER_AGENT),
                call.ip(),
                call.traceparent());
    }
}
