package io.gleaner.gateway.classifying;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.gateway.GatewayScenario;
import io.gleaner.gateway.PublishedEvents;
import io.gleaner.kit.events.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

class ClassifyingTest extends GatewayScenario {

    private final PublishedEvents published = new PublishedEvents(TOPICS);

    @Test
    void imported_transactions_are_published_exactly_as_they_came() {
        var answer = post("imports", "/v1/transactions", """
                [{"transaction_id": "t-1", "date": "2026-01-31", "amount": -12345678901234567890.1230,
                  "description": "PADARIA SÃO JOÃO", "labels": {"entity": "Bakery"}},
                 {"transaction_id": "t-2", "date": "2026-02-01", "amount": 5, "pending": true}]""");

        assertThat(answer).containsEntry("accepted", 2);
        var events = published.of("imports", EventTypes.TRANSACTION_IMPORTED);
        assertThat(events).hasSize(1);
        var payload = events.getFirst().payload();
        assertThat(payload.operationId()).isEqualTo(answer.get("operation_id"));
        assertThat(payload.userId()).isEqualTo("alice");
        ImportedTransaction first = payload.transactions().getFirst();
        assertThat(first.amount()).isEqualTo(new BigDecimal("-12345678901234567890.1230"));
        assertThat(first.description()).isEqualTo("PADARIA SÃO JOÃO");
        assertThat(first.labels()).containsEntry("entity", "Bakery");
    }

    @Test
    void an_import_that_is_too_large_for_one_event_is_published_in_parts() {
        String description = "é".repeat(900);
        String transactions = IntStream.range(0, 1_000)
                .mapToObj(
                        i -> "{\"transaction_id\":\"t-%d\",\"date\":\"2026-01-31\",\"amount\":1,\"description\":\"%s\"}"
                                .formatted(i, description))
                .toList()
                .toString();

        var answer = post("large-imports", "/v1/transactions", transactions);

        assertThat(answer).containsEntry("accepted", 1_000);
        var events = published.of("large-imports", EventTypes.TRANSACTION_IMPORTED);
        assertThat(events).hasSizeGreaterThan(3).allSatisfy(event -> {
            assertThat(event.payload().operationId()).isEqualTo(answer.get("operation_id"));
            assertThat(event.payload().parts()).isEqualTo(events.size());
        });
        assertThat(events.stream().flatMap(event -> event.payload().transactions().stream()))
                .extracting(ImportedTransaction::transactionId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(i -> "t-" + i).toList());
        assertThat(published.records(EventTypes.TRANSACTION_IMPORTED.topic()))
                .allSatisfy(message -> assertThat(message.value().length).isLessThan(500_000));
    }

    @Test
    void an_edits_event_belongs_to_the_trace_of_its_request() {
        as("traced")
                .patch()
                .uri("/v1/transactions/t-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"field\": \"entity\", \"value\": \"Media\"}")
                .exchange()
                .expectStatus()
                .isAccepted();

        assertThat(published.of("traced", EventTypes.CLASSIFICATION_RECORDED))
                .singleElement()
                .satisfies(event -> assertThat(event.traceparent())
                        .matches("00-0af7651916cd43dd8448eb211c80319c-(?!b7ad6b7169203331)[0-9a-f]{16}-01"));
    }

    @Test
    void one_edit_is_one_event_about_one_transaction() {
        var answer = edit("single-edits", "a/b;c %.. d", "{\"field\": \"entity\", \"value\": \"Media\"}");

        assertThat(answer).containsEntry("accepted", 1);
        ClassificationRecorded recorded = only(published.of("single-edits", EventTypes.CLASSIFICATION_RECORDED));
        assertThat(recorded)
                .isEqualTo(new ClassificationRecorded(
                        String.valueOf(answer.get("operation_id")),
                        "alice",
                        "entity",
                        "Media",
                        1,
                        1,
                        List.of("a/b;c %.. d")));
    }

    @Test
    void a_null_value_is_published_as_null() {
        edit("clearing", "t-1", "{\"field\": \"category\", \"value\": null}");

        assertThat(only(published.of("clearing", EventTypes.CLASSIFICATION_RECORDED))
                        .value())
                .isNull();
    }

    @Test
    void a_bulk_edit_is_published_in_parts_of_5000_with_one_operation_id() {
        List<String> ids = IntStream.range(0, 10_000)
                .mapToObj(i -> UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})
                        .toString())
                .toList();
        String body = "{\"transaction_ids\": [\"%s\"], \"field\": \"entity\", \"value\": \"Media\"}"
                .formatted(String.join("\",\"", ids));

        var answer = post("bulk-edits", "/v1/transactions/bulk-update", body);

        assertThat(answer).containsEntry("accepted", 10_000);
        var events = published.of("bulk-edits", EventTypes.CLASSIFICATION_RECORDED);
        assertThat(events).extracting(event -> event.payload().part()).containsExactly(1, 2);
        assertThat(events).extracting(event -> event.payload().operationId()).containsOnly((String)
                answer.get("operation_id"));
        assertThat(events.stream().flatMap(event -> event.payload().transactionIds().stream()))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void an_id_that_a_bulk_edit_names_twice_counts_once() {
        var answer = post("repeated-ids", "/v1/transactions/bulk-update", """
                {"transaction_ids": ["t-2", "t-1", "t-2", "t-1"], "field": "entity", "value": "Media"}""");

        assertThat(answer).containsEntry("accepted", 2);
        assertThat(only(published.of("repeated-ids", EventTypes.CLASSIFICATION_RECORDED))
                        .transactionIds())
                .containsExactly("t-2", "t-1");
    }

    @Test
    void an_accepted_write_says_where_to_ask_and_is_asked_there_before_its_owner_knows_it() {
        var answer = edit("waiting", "t-1", "{\"field\": \"entity\", \"value\": \"Media\"}");

        as("waiting")
                .get()
                .uri("/v1/operations/{id}", answer.get("operation_id"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("accepted")
                .jsonPath("$.requested")
                .isEqualTo(1)
                .jsonPath("$.refused")
                .isEmpty();
    }

    @Test
    void an_operation_that_waits_has_the_shape_that_its_owner_gives_it() {
        var answer = edit("shapes", "t-1", "{\"field\": \"entity\", \"value\": \"Media\"}");

        as("shapes")
                .get()
                .uri("/v1/operations/{id}", answer.get("operation_id"))
                .exchange()
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .value(operation -> {
                    assertThat(operation)
                            .containsOnlyKeys(
                                    "operation_id",
                                    "kind",
                                    "status",
                                    "requested",
                                    "updated",
                                    "unchanged",
                                    "refused",
                                    "refused_total",
                                    "next_cursor",
                                    "parts",
                                    "parts_applied",
                                    "created_at",
                                    "completed_at",
                                    "undone_at",
                                    "undoable",
                                    "timeline",
                                    "timeline_complete")
                            .containsEntry("kind", "classification")
                            .containsEntry("refused_total", 0);
                    assertThat(Instant.parse(String.valueOf(operation.get("created_at"))))
                            .isBetween(Instant.now().minusSeconds(60), Instant.now());
                });
    }

    private Map<String, Object> edit(String tenant, String id, String body) {
        return accepted(as(tenant)
                .patch()
                .uri("/v1/transactions/{id}", Map.of("id", id))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange());
    }

    private Map<String, Object> post(String tenant, String path, String body) {
        return accepted(as(tenant)
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange());
    }

    private static Map<String, Object> accepted(
            org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec response) {
        EntityExchangeResult<Map<String, Object>> result = response.expectStatus()
                .isEqualTo(HttpStatus.ACCEPTED)
                .expectBody(new ParameterizedTypeReference<Map<String, Object>>() {})
                .returnResult();
        Map<String, Object> body = result.getResponseBody();
        assertThat(body).isNotNull();
        assertThat(result.getResponseHeaders().getLocation()).hasToString("/v1/operations/" + body.get("operation_id"));
        return body;
    }

    private static <E> E only(List<Event<E>> events) {
        assertThat(events).hasSize(1);
        return events.getFirst().payload();
    }
}
