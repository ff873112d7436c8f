package io.gleaner.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ContractReaderTest {

    @Test
    void an_operation_is_read_with_all_that_follows_from_it() {
        Contract contract = read("""
                paths:
                  /v1/things/{id}:
                    parameters:
                      - $ref: '#/components/parameters/Id'
                    post:
                      operationId: doThing
                      x-gleaner-service: pattern
                      x-gleaner-scope: review
                      parameters:
                        - {name: Idempotency-Key, in: header, schema: {type: string}}
                        - {name: limit, in: query, schema: {type: integer}}
                      requestBody: {required: true, content: {application/json: {schema: {type: object}}}}
                components:
                  parameters:
                    Id: {name: id, in: path, required: true, schema: {type: string, maxLength: 3}}
                """);

        Operation operation = contract.operation("doThing");
        assertThat(operation).hasToString("POST /v1/things/{id}");
        assertThat(operation.services()).containsExactly("pattern");
        assertThat(operation.scope()).isEqualTo("review");
        assertThat(operation.repeatable()).isTrue();
        assertThat(operation.body()).isNotNull();
        assertThat(operation.parameters())
                .extracting(Parameter::name)
                .containsExactly("id", "Idempotency-Key", "limit");
        assertThat(operation.parameters().getFirst().faults(List.of("four"))).hasSize(1);
    }

    @Test
    void things_may_lie_with_several_services() {
        Contract contract = read("""
                paths:
                  /v1/things:
                    get:
                      operationId: listThings
                      x-gleaner-services: [tracking, pattern]
                      x-gleaner-merged-by: thing_id
                      x-gleaner-scope: read
                """);

        Operation operation = contract.operation("listThings");
        assertThat(operation.services()).containsExactly("tracking", "pattern");
        assertThat(operation.mergedBy()).isEqualTo("thing_id");
    }

    @Test
    void a_body_that_is_taken_item_by_item_is_an_item_or_an_array_whatever_its_items_are() {
        Contract contract = read(itemByItem(
                "oneOf: [{type: object}, {type: array, maxItems: 2, items: {type: object, required: [id]}}]"));

        RequestBody body = contract.operation("doThings").body();

        assertThat(body).isNotNull();
        assertThat(body.faults(json("[7, {}]"))).isEmpty();
        assertThat(body.faults(json("[]"))).hasSize(1);
        assertThat(body.faults(json("[7, 7, 7]"))).hasSize(1);
        assertThat(body.faults(json("7"))).hasSize(1);
        assertThat(body.faults(json("{}")))
                .extracting(fault -> fault.pointer() + " " + fault.detail())
                .containsExactly("/id is missing");
    }

    @Test
    void a_body_that_is_taken_item_by_item_but_says_not_of_how_many_is_refused_with_the_cure() {
        for (String schema : List.of("type: object", "oneOf: [{type: array, items: {type: object}}]")) {
            assertThatThrownBy(() -> read(itemByItem(schema)))
                    .hasMessageContaining("things/post/requestBody")
                    .hasMessageContaining("oneOf")
                    .hasMessageContaining("maxItems");
        }
    }

    @Test
    void an_operation_without_its_setting_is_not_in_the_contract_at_all() {
        Contract contract = read("""
                paths:
                  /v1/dev/token:
                    post: {operationId: issue, security: [], x-gleaner-only-with: gleaner.key}
                """);

        assertThat(contract.operations()).isEmpty();
        assertThat(contract.document().at("/paths")).isEmpty();
    }

    @Test
    void an_operation_that_is_neither_open_nor_guarded_is_refused_with_the_cure() {
        assertThatThrownBy(() -> read("paths: {/v1/things: {get: {operationId: list}}}"))
                .hasMessageContaining("GET /v1/things")
                .hasMessageContaining("x-gleaner-scope")
                .hasMessageContaining("security: []");
    }

    @Test
    void an_unknown_scope_is_refused() {
        assertThatThrownBy(() -> read("paths: {/v1/things: {get: {operationId: list, x-gleaner-scope: root}}}"))
                .hasMessageContaining("'root'");
    }

    private static String itemByItem(String schema) {
        return """
                paths:
                  /v1/things:
                    post:
                      operationId: doThings
                      x-gleaner-scope: write
                      requestBody:
                        required: true
                        x-gleaner-item-by-item: true
                        content: {application/json: {schema: {%s}}}
                """.formatted(schema);
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }

    private static Contract read(String yaml) {
        return ContractReader.read((ObjectNode) new YAMLMapper().readTree(yaml), setting -> false);
    }
}
