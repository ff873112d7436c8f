package io.gleaner.pattern;

import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.JsonNode;

/** Base of tests with no model set up: statistics speak and a person decides. */
abstract class WithoutModel extends OnReplica {

    @Override
    Map<String, String> settings() {
        return Map.of("gleaner.windows.max-wait", "20s");
    }

    /** A new tenant with one suggestion that a person is to decide. */
    Edits pending(String key) {
        Edits edits = Edits.ofNewTenant();
        Edits.publish(replica, edits.same(3, key, "Media"));
        onlySuggestion(edits, "pending_review");
        return edits;
    }

    JsonNode onlySuggestion(Edits edits, String status) {
        return await().until(
                        () -> get(edits, "/v1/patterns/suggestions?status=" + status)
                                .path("items"),
                        items -> items.size() == 1)
                .path(0);
    }

    String idOfOnly(Edits edits) {
        String id =
                onlySuggestion(edits, "pending_review").path("suggestion_id").asString();
        return UUID.fromString(id).toString();
    }

    /** Approves or rejects. */
    HttpStatusCode decide(Edits edits, String id, String decision) {
        return as(edits)
                .post()
                .uri("/v1/patterns/suggestions/{id}/{decision}", id, decision)
                .exchange()
                .returnResult(Void.class)
                .getStatus();
    }
}
