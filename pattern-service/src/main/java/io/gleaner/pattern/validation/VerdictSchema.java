package io.gleaner.pattern.validation;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.gleaner.kit.events.EventJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What an answer must look like. Each verdict is held to the schema on its own, so that one broken verdict does not
 * waste the others. A provider that can hold its model to a schema gets all of it.
 */
final class VerdictSchema {

    private static final List<String> NEEDED =
            List.of("candidate_id", "decision", "confidence_adjustment", "reasoning", "risk");

    /** Every property is required: providers that are strict want it so. No proposal is then an empty list. */
    private static final Map<String, Object> VERDICT = Map.of(
            "type",
            "object",
            "additionalProperties",
            false,
            "required",
            Stream.concat(NEEDED.stream(), Stream.of("key_tokens")).toList(),
            "properties",
            Map.of(
                    "candidate_id", Map.of("type", "string"),
                    "decision", Map.of("type", "string", "enum", List.of("approve", "reject", "unsure")),
                    "confidence_adjustment", Map.of("type", "number"),
                    "reasoning", Map.of("type", "string"),
                    "risk", Map.of("type", "string", "enum", List.of("low", "medium", "high")),
                    "key_tokens", Map.of("type", "array", "items", Map.of("type", "string"))));

    /** The whole answer, for providers. */
    static final Map<String, Object> ANSWER = Map.of(
            "type",
            "object",
            "additionalProperties",
            false,
            "required",
            List.of("verdicts"),
            "properties",
            Map.of("verdicts", Map.of("type", "array", "items", VERDICT)));

    /** Fields nobody asked for do no harm, and a proposal may be missing. */
    private static final Schema LENIENT = schema();

    private VerdictSchema() {}

    static boolean accepts(JsonNode verdict) {
        return LENIENT.validate(verdict).isEmpty();
    }

    private static Schema schema() {
        Map<String, Object> lenient = new HashMap<>(VERDICT);
        lenient.remove("additionalProperties");
        lenient.put("required", NEEDED);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(EventJson.MAPPER.writeValueAsString(lenient), InputFormat.JSON);
    }
}
