package io.gleaner.gateway.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RefusedItem;
import io.gleaner.contracts.WorkflowCompleted;
import io.gleaner.contracts.WorkflowRefused;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventJson;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Base of tests of what clients report of their workflow runs. */
abstract class OnReports extends GatewayScenario {

    static final String RUN = "{\"workflow_id\": \"w-1\"}";

    final PublishedEvents published = new PublishedEvents(TOPICS);

    /** What a client is told of its report. */
    record Told(UUID jobId, int accepted, List<RefusedItem> errors) {}

    List<Event<WorkflowCompleted>> completed(String tenant) {
        return published.of(tenant, EventTypes.WORKFLOW_COMPLETED);
    }

    List<Event<WorkflowRefused>> refused(String tenant) {
        return published.of(tenant, EventTypes.WORKFLOW_REFUSED);
    }

    Told report(String tenant, String body) {
        return report(tenant, body, null);
    }

    Told report(String tenant, String body, @Nullable String key) {
        EntityExchangeResult<byte[]> result = post(tenant, body, key)
                .expectStatus()
                .isEqualTo(HttpStatus.ACCEPTED)
                .expectBody()
                .returnResult();
        Told told = EventJson.MAPPER.readValue(Objects.requireNonNull(result.getResponseBody()), Told.class);
        assertThat(result.getResponseHeaders().getLocation()).hasToString("/v1/jobs/" + told.jobId());
        return told;
    }

    List<JsonNode> faults(String tenant, String body) {
        byte[] problem = post(tenant, body, null)
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return EventJson.MAPPER
                .readTree(Objects.requireNonNull(problem))
                .required("errors")
                .valueStream()
                .toList();
    }

    WebTestClient.ResponseSpec post(String tenant, String body, @Nullable String key) {
        return as(tenant)
                .post()
                .uri("/v1/workflows")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.set("Idempotency-Key", key))
                .bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec readJob(String tenant, Object id) {
        return as(tenant).get().uri("/v1/jobs/{id}", id).exchange();
    }
}
