package io.gleaner.gateway.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * One operation of the contract.
 *
 * @param id the {@code operationId}
 * @param path as OpenAPI and Spring both write it, such as {@code /v1/operations/{operation_id}}
 * @param services who answers; none where the gateway answers itself, several where each has a share of the things
 * @param mergedBy property that the items of all services' lists are sorted by, the highest first; null where a thing lies
 *     with one of the services
 * @param scope what the caller's token must carry; null where everybody may call
 * @param body null where none is taken
 */
public record Operation(
        String id,
        HttpMethod method,
        String path,
        List<String> services,
        @Nullable String mergedBy,
        @Nullable String scope,
        List<Parameter> parameters,
        @Nullable RequestBody body) {

    /** The header that makes a command repeatable. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** The query parameter that makes a command tell what it would come to, and change nothing. */
    public static final String DRY_RUN = "dry_run";

    public Operation {
        services = List.copyOf(services);
        parameters = List.copyOf(parameters);
    }

    /** Whether the operation honours an {@code Idempotency-Key}. */
    public boolean repeatable() {
        return takes(IDEMPOTENCY_KEY);
    }

    /** Whether the operation honours {@code dry_run}; any other one does what it does all the same. */
    public boolean triable() {
        return takes(DRY_RUN);
    }

    private boolean takes(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /** Method and path, for messages. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
