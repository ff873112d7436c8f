package io.gleaner.gateway.classifying;

import io.gleaner.contracts.ClassificationRecorded;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a user wants a field to say.
 *
 * @param value null clears the label
 */
record Label(String field, @Nullable String value) {

    static Label of(JsonNode edit) {
        return new Label(
                edit.required("field").stringValue(), edit.required("value").stringValue(null));
    }

    ClassificationRecorded recorded(String operationId, String userId, int part, int parts, List<String> ids) {
        return new ClassificationRecorded(operationId, userId, field, value, part, parts, List.copyOf(ids));
    }
}
