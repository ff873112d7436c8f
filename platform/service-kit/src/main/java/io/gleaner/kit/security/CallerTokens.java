package io.gleaner.kit.security;

import io.gleaner.contracts.Identifiers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/** Reads tenant, user and scopes from a verified JWT; a token without them is no valid token. */
final class CallerTokens implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt jwt) {
        try {
            JwtAuthenticationToken token = new JwtAuthenticationToken(jwt, List.of());
            token.setDetails(callerOf(jwt));
            return Mono.just(token);
        } catch (IllegalArgumentException e) {
            return Mono.error(new InvalidBearerTokenException(String.valueOf(e.getMessage())));
        }
    }

    private static Caller callerOf(Jwt jwt) {
        String tenantId = jwt.getClaimAsString("tenant");
        if (tenantId == null || !Identifiers.isTenantId(tenantId)) {
            throw new IllegalArgumentException("claim tenant: expected 1 to 100 of letters, digits and . _ : @ -");
        }
        String userId = jwt.getSubject();
        if (userId == null || !Identifiers.isUserId(userId)) {
            throw new IllegalArgumentException("claim sub: expected " + Identifiers.PLAIN_TEXT);
        }
        return new Caller(tenantId, userId, scopesOf(jwt.getClaimAsString("scope")));
    }

    private static Set<String> scopesOf(@Nullable String scope) {
        return scope == null || scope.isBlank() ? Set.of() : Set.of(scope.trim().split("\\s+"));
    }
}
