package io.gleaner.gateway.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Turns {@code POST /v1/dev/token} on.
 *
 * @param privateKeyLocation an RSA key in PEM (PKCS 8) whose public half the services trust; never set in production
 * @param lifetime of a token
 */
@ConfigurationProperties("gleaner.dev-tokens")
record DevTokenProperties(
        Resource privateKeyLocation, @DefaultValue("12h") Duration lifetime) {}
