package io.gleaner.kit.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import javax.crypto.SecretKey;

/** Tokens that one service shows another on {@code /internal}: the tenant is in the token there too. */
public final class InternalTokens {

    /** The scope that opens {@code /internal} and nothing else. */
    public static final String SCOPE = "internal";

    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private final SecretKey secret;
    private final String service;
    private final Clock clock;

    InternalTokens(SecretKey secret, String service, Clock clock) {
        this.secret = secret;
        this.service = service;
        this.clock = clock;
    }

    /** A bearer token for work on behalf of this tenant, valid for a minute. */
    public String tokenFor(String tenantId) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .subject(service)
                .claim("tenant", tenantId)
                .claim("scope", SCOPE)
                .expirationTime(Date.from(clock.instant().plus(LIFETIME)))
                .build();
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        try {
            token.sign(new MACSigner(secret));
        } catch (JOSEException e) {
            throw new IllegalStateException("gleaner.internal.secret cannot sign", e);
        }
        return token.serialize();
    }
}
