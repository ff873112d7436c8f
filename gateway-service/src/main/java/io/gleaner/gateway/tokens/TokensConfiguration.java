package io.gleaner.gateway.tokens;

import com.nimbusds.jose.crypto.RSASSASigner;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.edge.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.converter.RsaKeyConverters;

/** Issues tokens where a development key is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("gleaner.dev-tokens.private-key-location")
@EnableConfigurationProperties(DevTokenProperties.class)
class TokensConfiguration {

    @Bean
    Endpoint issueDevToken(DevTokenProperties properties, Activities activities) throws IOException {
        try (InputStream pem = properties.privateKeyLocation().getInputStream()) {
            RSAPrivateKey key = Objects.requireNonNull(
                    RsaKeyConverters.pkcs8().convert(pem),
                    "gleaner.dev-tokens.private-key-location: expected an RSA key in PEM (PKCS 8)");
            return new IssueDevToken(new RSASSASigner(key), properties.lifetime(), Clock.systemUTC(), activities);
        }
    }
}
