package io.gleaner.pattern;

import static org.awaitility.Awaitility.await;

import io.gleaner.testing.model.FakeModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/** Base of tests with a model that approves everything; each test is about one new tenant, whose alice asks. */
abstract class OnApprovingModel extends OnReplica {

    static final String SETTINGS = "/v1/settings/learning";

    final FakeModel model = FakeModel.started();

    Edits edits;

    @Override
    Map<String, String> settings() {
        return Map.of("gleaner.llm.provider", "openai", "gleaner.llm.base-url", model.baseUrl());
    }

    @BeforeEach
    void newTenant() {
        edits = Edits.ofNewTenant();
    }

    @AfterAll
    void stopModel() {
        model.close();
    }

    Table table() {
        return Table.of(replica, edits);
    }

    JsonNode get(String path) {
        return get(edits, path);
    }

    /** Replaces the settings of learning. */
    ResponseSpec put(String body) {
        return as(edits)
                .put()
                .uri(SETTINGS)
                .header("Content-Type", "application/json")
                .bodyValue(body)
                .exchange();
    }

    ResponseSpec post(String path) {
        return as(edits).post().uri(path).exchange();
    }

    void awaitWindow(String waitingFor) {
        await().until(() -> get("/v1/windows").at("/items/0/waiting_for").asString(""), waitingFor::equals);
    }

    void awaitStatuses(String... statuses) {
        await().until(() -> table().statuses(), List.of(statuses)::equals);
    }
}
