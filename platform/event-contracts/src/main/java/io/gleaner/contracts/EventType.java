package io.gleaner.contracts;

/**
 * A kind of event: its CloudEvents type, the topic that carries it, and the record that its JSON payload maps to
 * (field names in snake_case).
 *
 * @param type CloudEvents {@code type}, such as {@code io.gleaner.classification.recorded.v1}
 * @param topic the only topic that carries it
 * @param payload the record of its payload
 */
public record EventType<E>(String type, Topic topic, Class<E> payload) {

    /** Class-path resource of the JSON Schema (2020-12) that every payload of this type obeys. */
    public String schemaResource() {
        return "io/gleaner/contracts/schemas/" + type + ".schema.json";
    }

    /** Class-path resource of a golden sample of the payload. */
    public String sampleResource() {
        return "io/gleaner/contracts/samples/" + type + ".json";
    }

    /** What clients see, such as {@code classification.recorded}: the type without organisation and version. */
    public String shortName() {
        String withoutVersion = type.substring(0, type.lastIndexOf('.'));
        return withoutVersion.substring("io.gleaner.".length());
    }
}
