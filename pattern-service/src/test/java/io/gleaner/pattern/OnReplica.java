package io.gleaner.pattern;

import io.gleaner.testing.OnRealServers;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Base of tests of one running pattern-service with a database and topics of its own. It ends with its class: a context that
 * closes takes Reactor's shared threads from all that still run beside it.
 */
@OnRealServers
@TestInstance(Lifecycle.PER_CLASS)
abstract class OnReplica {

    Replica.Shared shared;
    Replica replica;
    Announced announced;

    /** What the replica is told beside what every test's replica is. */
    abstract Map<String, String> settings();

    @BeforeAll
    void start() {
        shared = Replica.Shared.fresh();
        replica = shared.start(settings());
        announced = Announced.by(replica);
    }

    @AfterAll
    void stop() {
        announced.close();
        replica.close();
        shared.database().close();
    }

    /** As alice of this tenant. */
    WebTestClient as(Edits edits) {
        return replica.as(shared.tokens().of(edits.tenantId(), "alice"));
    }

    JsonNode get(Edits edits, String path) {
        return get(as(edits), path);
    }

    static JsonNode get(WebTestClient http, String path) {
        return Objects.requireNonNull(http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}
