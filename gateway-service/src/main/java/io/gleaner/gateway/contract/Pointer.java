package io.gleaner.gateway.contract;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A place in the document.
 *
 * @param text as in RFC 6901
 */
record Pointer(String text) {

    static Pointer to(String... steps) {
        return Arrays.stream(steps).reduce(new Pointer(""), Pointer::to, (left, right) -> right);
    }

    Pointer to(String step) {
        return new Pointer(text + "/" + step.replace("~", "~0").replace("/", "~1"));
    }

    JsonNode in(JsonNode document) {
        return document.at(JsonPointer.compile(text));
    }

    /** The places of an array's elements; none where there is no array. */
    Stream<Pointer> elements(JsonNode document) {
        return IntStream.range(0, in(document).size()).mapToObj(index -> to(Integer.toString(index)));
    }

    /** This place, or the place that its {@code $ref} names. */
    Pointer followed(JsonNode document) {
        JsonNode reference = in(document).path("$ref");
        return reference.isMissingNode()
                ? this
                : new Pointer(reference.asString().substring(1)).followed(document);
    }
}
