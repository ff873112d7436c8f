package io.gleaner.gateway;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestTokens;
import io.gleaner.testing.TestTopics;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The gateway on real servers, with a fake owner behind it. All scenarios share one; each takes tenants of its own. */
@OnRealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
public abstract class GatewayScenario {

    protected static final TestDatabase DATABASE = TestDatabase.of("gateway");
    protected static final TestTokens TOKENS = TestTokens.fresh();
    protected static final TestTopics TOPICS = TestTopics.fresh();
    protected static final WireMockServer OWNER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @Autowired
    protected JdbcClient jdbc;

    @LocalServerPort
    protected int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        OWNER.start();
        DATABASE.register(registry);
        TOPICS.register(registry);
        TOKENS.register(registry);
        registry.add("gleaner.upstreams.tracking", OWNER::baseUrl);
        registry.add("gleaner.upstreams.pattern", OWNER::baseUrl);
        registry.add(
                "gleaner.dev-tokens.private-key-location",
                () -> TOKENS.privateKeyFile().toUri().toString());
    }

    @BeforeEach
    void forgetOwnersAnswers() {
        OWNER.resetAll();
    }

    /** A client with a token of this tenant and every scope. */
    protected WebTestClient as(String tenant) {
        return withToken(TOKENS.of(tenant, "alice"));
    }

    protected WebTestClient withToken(String token) {
        return anonymous()
                .mutate()
                .defaultHeader("Authorization", "Bearer " + token)
                .build();
    }

    /** Edits a transaction of this tenant; answers where to ask what became of it. */
    protected String locationOfEdit(String tenant) {
        return String.valueOf(as(tenant)
                .patch()
                .uri("/v1/transactions/t-1")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"field\": \"entity\", \"value\": \"Media\"}")
                .exchange()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getLocation());
    }

    protected WebTestClient anonymous() {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
                .responseTimeout(java.time.Duration.ofSeconds(30))
                .build();
    }
}
