package io.gleaner.pattern.patterns;

import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import java.util.UUID;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** The patterns of one tenant, as alice asks for them and as they lie in the tables; single values are of its only pattern. */
record PatternsOfTenant(WebTestClient alice, Table table) {

    static PatternsOfTenant of(Replica.Shared shared, Replica replica, Edits edits) {
        return new PatternsOfTenant(
                replica.as(shared.tokens().of(edits.tenantId(), "alice")), Table.of(replica, edits));
    }

    ResponseSpec change(UUID id, String body) {
        return call(HttpMethod.PATCH, id, body);
    }

    ResponseSpec call(HttpMethod method, UUID id, String body) {
        return alice.method(method)
                .uri("/v1/patterns/{id}", id)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    ResponseSpec preview(UUID id) {
        return alice.get().uri("/v1/patterns/{id}/preview", id).exchange();
    }

    int listed(String query) {
        byte[] body = alice.get()
                .uri("/v1/patterns?" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return EventJson.MAPPER.readTree(body).path("items").size();
    }

    String column(String name) {
        return only("SELECT " + name + " AS it FROM patterns WHERE tenant_id = ?");
    }

    String uses(String name) {
        return only("SELECT " + name + " AS it FROM pattern_uses WHERE tenant_id = ?");
    }

    String confidence() {
        return only("SELECT confidence AS it FROM suggestions WHERE tenant_id = ?");
    }

    private String only(String sql) {
        return String.valueOf(table.rows(sql).getFirst().get("it"));
    }
}
