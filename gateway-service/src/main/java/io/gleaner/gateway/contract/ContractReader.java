package io.gleaner.gateway.contract;

import io.gleaner.gateway.contract.Parameter.Place;
import io.gleaner.gateway.contract.RequestBody.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the operations of an OpenAPI document; refuses, with the cure, what the gateway could not derive from. */
final class ContractReader {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> SCOPES = Set.of("read", "write", "review", "admin");

    private final ObjectNode document;
    private final Shapes shapes;

    ContractReader(ObjectNode document) {
        this.document = document;
        this.shapes = new Shapes(document);
    }

    /** @param present whether a setting that an operation depends on is there */
    static Contract read(ObjectNode document, Predicate<String> present) {
        removeAbsent((ObjectNode) document.required("paths"), present);
        return new Contract(document, new ContractReader(document).operations());
    }

    private static void removeAbsent(ObjectNode paths, Predicate<String> present) {
        for (JsonNode path : paths) {
            ((ObjectNode) path)
                    .removeIf(operation -> operation.has("x-gleaner-only-with")
                            && !present.test(
                                    operation.get("x-gleaner-only-with").asString()));
        }
        paths.removeIf(JsonNode::isEmpty);
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.required("paths")
                .propertyStream()
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> operation(path.getKey(), method))
                        .forEach(operations::add));
        return operations;
    }

    private Operation operation(String path, Map.Entry<String, JsonNode> method) {
        JsonNode declared = method.getValue();
        Operation operation = new Operation(
                declared.required("operationId").asString(),
                HttpMethod.valueOf(method.getKey().toUpperCase(Locale.ROOT)),
                path,
                services(declared),
                declared.path("x-gleaner-merged-by").asString(null),
                declared.path("x-gleaner-scope").asString(null),
                parameters(path, method.getKey()),
                body(Pointer.to("paths", path, method.getKey())));
        requireConsistent(operation, declared.path("security").isEmpty() && declared.has("security"));
        return operation;
    }

    private static List<String> services(JsonNode declared) {
        return Stream.concat(
                        Stream.of(declared.path("x-gleaner-service")).filter(JsonNode::isString),
                        declared.path("x-gleaner-services").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    private static void requireConsistent(Operation operation, boolean open) {
        String scope = operation.scope();
        if (open == (scope != null) || (scope != null && !SCOPES.contains(scope))) {
            throw new IllegalStateException(
                    "openapi.yaml, %s: got x-gleaner-scope '%s'; give it one of %s, or 'security: []' and none"
                            .formatted(operation, scope, SCOPES));
        }
    }

    private List<Parameter> parameters(String path, String method) {
        return Stream.of(Pointer.to("paths", path, "parameters"), Pointer.to("paths", path, method, "parameters"))
                .flatMap(list -> list.elements(document))
                .map(this::parameter)
                .toList();
    }

    private Parameter parameter(Pointer declared) {
        Pointer target = declared.followed(document);
        JsonNode parameter = target.in(document);
        return new Parameter(
                parameter.required("name").asString(),
                Place.valueOf(parameter.required("in").asString().toUpperCase(Locale.ROOT)),
                parameter.path("required").asBoolean(false),
                "integer"
                        .equals(target.to("schema")
                                .followed(document)
                                .in(document)
                                .path("type")
                                .asString("")),
                shapes.at(target.to("schema")));
    }

    private @Nullable RequestBody body(Pointer operation) {
        Pointer body = operation.to("requestBody");
        JsonNode declared = body.in(document);
        if (declared.isMissingNode()) {
            return null;
        }
        Pointer schema = body.to("content").to("application/json").to("schema");
        boolean required = declared.path("required").asBoolean(false);
        boolean takesNul = declared.path("x-gleaner-takes-nul").asBoolean(false);
        return declared.path("x-gleaner-item-by-item").asBoolean(false)
                ? itemByItem(required, takesNul, schema)
                : new RequestBody.Whole(required, new Value(takesNul, shapes.at(schema)));
    }

    private RequestBody itemByItem(boolean required, boolean takesNul, Pointer schema) {
        Pointer array = schema.to("oneOf")
                .elements(document)
                .filter(choice -> choice.in(document).has("items"))
                .findFirst()
                .orElseThrow(() -> noItems(schema));
        int maxItems = array.in(document).path("maxItems").asInt(0);
        if (maxItems < 1) {
            throw noItems(schema);
        }
        return new RequestBody.ItemByItem(required, new Value(takesNul, shapes.at(array.to("items"))), maxItems);
    }

    private static IllegalStateException noItems(Pointer schema) {
        return new IllegalStateException(
                "openapi.yaml, %s: its requestBody is x-gleaner-item-by-item; give it a schema 'oneOf' an item and an array of it with 'maxItems'"
                        .formatted(schema.text()));
    }
}
