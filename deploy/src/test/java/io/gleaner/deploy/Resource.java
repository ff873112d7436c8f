package io.gleaner.deploy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Kubernetes resource.
 *
 * @param origin the file or overlay it is from
 */
record Resource(String origin, JsonNode body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** All resources of a YAML stream; a key that stands twice is an error. */
    static List<Resource> read(String origin, String yaml) {
        return documents(yaml).map(body -> new Resource(origin, body)).toList();
    }

    /** One document that is no resource. */
    static JsonNode document(String yaml) {
        return documents(yaml).findFirst().orElseThrow();
    }

    private static Stream<JsonNode> documents(String yaml) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Iterable<Object> all = new Yaml(new SafeConstructor(strict)).loadAll(yaml);
        return StreamSupport.stream(all.spliterator(), false).map(JSON::valueToTree);
    }

    String kind() {
        return body.path("kind").asString();
    }

    String apiVersion() {
        return body.path("apiVersion").asString();
    }

    String name() {
        return body.path("metadata").path("name").asString();
    }

    /** The node at this JSON pointer, missing or not. */
    JsonNode at(String pointer) {
        return body.at(pointer);
    }

    /** The template of the pods that this resource makes; missing where it makes none. */
    JsonNode podTemplate() {
        return at("/spec/template");
    }

    /** The only container of a service. */
    JsonNode container() {
        return at("/spec/template/spec/containers/0");
    }

    static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
    }

    @Override
    public String toString() {
        return origin + ": " + kind() + " " + name();
    }
}
