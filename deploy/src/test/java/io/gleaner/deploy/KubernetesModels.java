package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.JSON;
import java.lang.reflect.InvocationTargetException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Kubernetes' own resources, by the models of its Java client: each field must be known, and survive being read. */
final class KubernetesModels {

    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

    private KubernetesModels() {}

    static void check(Resource resource) {
        JsonElement written = JsonParser.parseString(resource.body().toString());
        Class<?> model = model(resource.kind());
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, written);
        } catch (InvocationTargetException e) {
            throw new AssertionError(resource + ": " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a model of Kubernetes checks itself", e);
        }
        Gson gson = JSON.getGson();
        Object known = gson.fromJson(written, (java.lang.reflect.Type) model);
        JsonNode read = JsonMapper.shared().readTree(gson.toJson(known));
        assertThat(filled(read)).as(resource.toString()).isEqualTo(filled(resource.body()));
    }

    /** Without empty lists and maps, which the models add. */
    private static JsonNode filled(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode filled = object.objectNode();
            object.properties().forEach(field -> {
                JsonNode value = filled(field.getValue());
                if (!value.isContainer() || !value.isEmpty()) {
                    filled.set(field.getKey(), value);
                }
            });
            return filled;
        }
        if (node instanceof ArrayNode array) {
            return array.arrayNode()
                    .addAll(array.valueStream().map(KubernetesModels::filled).toList());
        }
        return node;
    }

    private static Class<?> model(String kind) {
        try {
            return Class.forName(MODELS + kind);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("Kubernetes has no " + kind, e);
        }
    }
}
