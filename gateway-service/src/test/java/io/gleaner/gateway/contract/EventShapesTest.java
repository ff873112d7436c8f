package io.gleaner.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the contract lets in must be what the events can carry, field by field. */
class EventShapesTest {

    private final JsonNode contract = yaml();

    @Test
    void a_transaction_has_the_fields_and_bounds_of_its_event() {
        ObjectNode edge = resolved("/components/schemas/NewTransaction/properties");
        JsonNode event = schema(EventTypes.TRANSACTION_IMPORTED).at("/properties/transactions/items/properties");

        assertThat(edge.propertyNames()).containsExactlyInAnyOrderElementsOf(event.propertyNames());
        edge.propertyStream()
                .forEach(field -> assertThat(bounds(field.getValue()))
                        .as(field.getKey())
                        .isEqualTo(bounds(event.get(field.getKey()))));
    }

    @Test
    void an_edit_has_the_field_and_value_of_its_event() {
        JsonNode event = schema(EventTypes.CLASSIFICATION_RECORDED).at("/properties");

        assertThat(bounds(contract.at("/components/schemas/Field"))).isEqualTo(bounds(event.get("field")));
        assertThat(bounds(contract.at("/components/schemas/Value"))).isEqualTo(bounds(event.get("value")));
        assertThat(bounds(contract.at("/components/schemas/TransactionId")))
                .isEqualTo(bounds(event.at("/transaction_ids/items")));
    }

    @Test
    void a_run_has_the_fields_and_bounds_of_its_event_but_for_what_the_gateway_adds() {
        JsonNode edge = contract.at("/components/schemas/WorkflowRun");
        ObjectNode event = (ObjectNode) schema(EventTypes.WORKFLOW_COMPLETED).get("properties");
        event.remove(java.util.List.of("user_id", "job_id", "index", "total"));

        assertThat(edge.get("required"))
                .isEqualTo(schema(EventTypes.WORKFLOW_COMPLETED).get("required"));
        assertThat(edge.get("properties").propertyNames()).containsExactlyInAnyOrderElementsOf(event.propertyNames());
        edge.get("properties")
                .propertyStream()
                .forEach(field -> assertThat(withoutDescription(follow(field.getValue())))
                        .as(field.getKey())
                        .isEqualTo(withoutDescription(event.get(field.getKey()))));
    }

    private static JsonNode withoutDescription(JsonNode schema) {
        ObjectNode rest = (ObjectNode) schema.deepCopy();
        rest.remove("description");
        return rest;
    }

    /** The edge alone says what a field means, and how large an amount it takes. */
    private static JsonNode bounds(JsonNode schema) {
        ObjectNode bounds = (ObjectNode) schema.deepCopy();
        bounds.remove(java.util.List.of("description", "minimum", "maximum"));
        return bounds;
    }

    private ObjectNode resolved(String pointer) {
        ObjectNode properties = (ObjectNode) contract.at(pointer).deepCopy();
        java.util.List.copyOf(properties.propertyNames())
                .forEach(name -> properties.set(name, follow(properties.get(name))));
        ObjectNode labels = (ObjectNode) properties.get("labels");
        labels.set("propertyNames", justEnum(follow(labels.get("propertyNames"))));
        return properties;
    }

    private JsonNode follow(JsonNode schema) {
        return schema.has("$ref") ? contract.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    private static JsonNode justEnum(JsonNode schema) {
        ObjectNode only = (ObjectNode) schema.deepCopy();
        only.remove("type");
        return only;
    }

    private static JsonNode schema(EventType<?> type) {
        return read(new JsonMapper(), type.schemaResource());
    }

    private static JsonNode yaml() {
        return read(new YAMLMapper(), "openapi.yaml");
    }

    private static JsonNode read(tools.jackson.databind.ObjectMapper mapper, String resource) {
        try (var in = new ClassPathResource(resource).getInputStream()) {
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
