package io.gleaner.gateway.tokens;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.gleaner.gateway.GatewayScenario;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class DevTokenTest extends GatewayScenario {

    @Test
    void a_token_names_tenant_user_and_every_scope_for_twelve_hours() throws ParseException {
        JWTClaimsSet claims = SignedJWT.parse(token("{\"tenant\": \"acme\", \"user\": \"alice\"}"))
                .getJWTClaimsSet();

        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getStringClaim("tenant")).isEqualTo("acme");
        assertThat(claims.getStringClaim("scope")).isEqualTo("read write review admin");
        assertThat(Duration.between(Instant.now(), claims.getExpirationTime().toInstant()))
                .isBetween(Duration.ofHours(11), Duration.ofHours(12));
    }

    @Test
    void a_token_opens_what_its_scope_allows_and_nothing_else() {
        OWNER.stubFor(WireMock.get(anyUrl()).willReturn(okJson("{}")));
        WebTestClient reader = withToken(token("{\"tenant\": \"acme\", \"user\": \"alice\", \"scope\": \"read\"}"));

        reader.get().uri("/v1/patterns").exchange().expectStatus().isOk();
        reader.post()
                .uri("/v1/windows/classification/flush")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"tenant\": \"a/b\", \"user\": \"u\"}",
                "{\"tenant\": \"a\", \"user\": \"u\\n\"}",
                "{\"tenant\": \"a\", \"user\": \"  \"}",
                "{\"tenant\": \"a\", \"user\": \"u\", \"scope\": \"root\"}"
            })
    void what_no_service_would_accept_is_not_issued(String request) {
        ask(request).expectStatus().isBadRequest();
    }

    private String token(String request) {
        Map<String, String> answer = ask(request)
                .expectStatus()
                .isOk()
                .expectBody(new ParameterizedTypeReference<Map<String, String>>() {})
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(Objects.requireNonNull(answer).get("access_token"));
    }

    private WebTestClient.ResponseSpec ask(String request) {
        return anonymous()
                .post()
                .uri("/v1/dev/token")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request)
                .exchange();
    }
}
