package io.gleaner.kit.security;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * Who sent a request, by the token alone.
 *
 * @param userId {@code sub}: a user, or the name of a service on internal calls
 */
public record Caller(String tenantId, String userId, Set<String> scopes) {

    /** The caller of a request that the security filter let through; 403 if the token does not carry the scope. */
    public static Mono<Caller> of(ServerRequest request, String scope) {
        return request.principal()
                .cast(JwtAuthenticationToken.class)
                .map(Caller::of)
                .doOnNext(caller -> caller.require(scope));
    }

    /** The caller that a verified token names. */
    public static Caller of(JwtAuthenticationToken token) {
        return (Caller) Objects.requireNonNull(token.getDetails());
    }

    /**
     * Whether the token carries the scope.
     *
     * @throws Problem 403 where it does not
     */
    public void require(String scope) {
        if (!scopes.contains(scope)) {
            throw Problem.of(
                    ProblemType.MISSING_SCOPE,
                    "expected scope '%s', got '%s'".formatted(scope, String.join(" ", scopes)));
        }
    }
}
