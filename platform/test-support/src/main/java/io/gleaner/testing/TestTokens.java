package io.gleaner.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/** An identity provider of the test's own: users' tokens, and the key that services check them with. */
public final class TestTokens {

    /** Every scope there is. */
    public static final String ALL_SCOPES = "read write review admin";

    /** Shared by the services of a test. */
    private static final String INTERNAL_SECRET = "a secret that only services of this test share";

    private final KeyPair keys;
    private final Path folder;

    private TestTokens(KeyPair keys, Path folder) {
        this.keys = keys;
        this.folder = folder;
    }

    /** A provider with a new key pair. */
    public static TestTokens fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            TestTokens tokens = new TestTokens(generator.generateKeyPair(), Files.createTempDirectory("gleaner-keys"));
            tokens.write("public.pem", "PUBLIC KEY", tokens.keys.getPublic());
            tokens.write("private.pem", "PRIVATE KEY", tokens.keys.getPrivate());
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user's token for an hour, with every scope. */
    public String of(String tenant, String user) {
        return of(tenant, user, ALL_SCOPES);
    }

    /** A user's token for an hour. */
    public String of(String tenant, String user, String scope) {
        return sign(new JWTClaimsSet.Builder()
                .subject(user)
                .claim("tenant", tenant)
                .claim("scope", scope)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
                .build());
    }

    /** A token with any claims, signed by the key the services trust. */
    public String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
        try {
            token.sign(new RSASSASigner(keys.getPrivate()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** The private key as PEM, PKCS 8. */
    public Path privateKeyFile() {
        return folder.resolve("private.pem");
    }

    /** What services must be told to trust these tokens, and each other. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.security.oauth2.resourceserver.jwt.public-key-location",
                folder.resolve("public.pem").toUri().toString(),
                "gleaner.internal.secret",
                INTERNAL_SECRET);
    }

    /** Puts {@link #properties} before a Spring context, from a {@code @DynamicPropertySource} method. */
    public void register(DynamicPropertyRegistry registry) {
        properties().forEach((name, value) -> registry.add(name, () -> value));
    }

    private void write(String file, String kind, Key key) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        Files.writeString(
                folder.resolve(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
    }
}
