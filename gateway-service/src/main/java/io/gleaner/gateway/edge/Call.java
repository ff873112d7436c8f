package io.gleaner.gateway.edge;

import io.gleaner.gateway.contract.Operation;
import io.gleaner.kit.security.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * A request that obeys the contract.
 *
 * @param target path and query as they came
 * @param variables of the path, decoded
 * @param dryRun whether it is to change nothing and only tell what it would come to
 * @param sender null on operations that are open to everybody
 * @param traceparent W3C trace context of the request
 * @param ip the caller's address, if it is known
 * @param content the body as it came; empty where there is none
 * @param json the body; a missing node where there is none
 */
// compared by nobody, so the array's identity does no harm
@SuppressWarnings("ArrayRecordComponent")
public record Call(
        Operation operation,
        String target,
        Map<String, String> variables,
        boolean dryRun,
        HttpHeaders headers,
        @Nullable Sender sender,
        @Nullable String traceparent,
        @Nullable String ip,
        byte[] content,
        JsonNode json) {

    /** Who calls, and until when the token lets them. */
    public record Sender(Caller caller, @Nullable Instant until) {}

    /** The caller; only operations with a scope have one. */
    public Caller caller() {
        return Objects.requireNonNull(sender, operation.id()).caller();
    }

    /** The path as it came, without the query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** A variable of the path. */
    public String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }
}
