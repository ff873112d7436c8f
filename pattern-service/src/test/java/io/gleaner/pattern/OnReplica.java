package io.gleaner.pattern;

import io.gleaner.testing.OnRealServers;
import java.util.Map;
import java.util.Objects;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Base of tests of one running pattern-service. Classes that need the same settings share one: it starts with the first of
 * them and runs until their JVM ends, so each test has a tenant of its own.
 */
@OnRealServers
abstract class OnReplica {

    final Replica.Shared shared;
    final Replica replica;
    final Announced announced;

    OnReplica(Started started) {
        shared = started.shared();
        replica = started.replica();
        announced = started.announced();
    }

    /** A replica that has its database and its topics for itself, and what it announces. */
    record Started(Replica.Shared shared, Replica replica, Announced announced) {

        static Started with(Map<String, String> settings) {
            Replica.Shared shared = Replica.Shared.fresh();
            Replica replica = shared.start(settings);
            return new Started(shared, replica, Announced.by(replica));
        }
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
