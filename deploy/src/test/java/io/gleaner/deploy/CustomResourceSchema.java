package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas of a custom resource definition, by version, with unknown fields forbidden. */
record CustomResourceSchema(Map<String, Schema> versions) {

    static CustomResourceSchema of(String definition) {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return new CustomResourceSchema(Resource.document(definition)
                .at("/spec/versions")
                .valueStream()
                .collect(Collectors.toUnmodifiableMap(
                        version -> version.path("name").asString(),
                        version -> registry.getSchema(closed(version.at("/schema/openAPIV3Schema"))))));
    }

    void check(Resource resource) {
        String version = resource.apiVersion().substring(resource.apiVersion().indexOf('/') + 1);
        Schema schema = versions.get(version);
        if (schema == null) {
            throw new AssertionError("%s: got %s, expected one of %s".formatted(resource, version, versions.keySet()));
        }
        List<Error> faults = schema.validate(resource.body());
        assertThat(faults).as(resource.toString()).isEmpty();
    }

    /** An API server drops what it does not know without a word; here it is an error. */
    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            close(object);
        }
        schema.valueStream().forEach(CustomResourceSchema::closed);
        return schema;
    }

    private static void close(ObjectNode object) {
        boolean open = object.path("x-kubernetes-preserve-unknown-fields").asBoolean()
                || object.has("additionalProperties")
                || !object.path("properties").isObject();
        if (!open && object.path("type").asString("").equals("object")) {
            object.put("additionalProperties", false);
        }
    }
}
