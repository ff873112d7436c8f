package io.gleaner.gateway.contract;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What holds for every value and JSON Schema has no word for: a number can be written out, a text can be encoded and
 * stored.
 *
 * @param takesNul whether texts may contain NUL, which a database has no place for
 */
record ValueRules(boolean takesNul) {

    /** Most digits behind the point, and most zeros before it: {@code 1e-999999999} is a short text for a huge one. */
    private static final int MAX_SCALE = 30;

    void check(JsonNode json, List<Fault> faults) {
        check(json, null, faults);
    }

    private void check(JsonNode json, @Nullable Place at, List<Fault> faults) {
        if (faults.size() >= Shape.MAX_FAULTS) {
            return;
        }
        switch (json.getNodeType()) {
            case STRING -> requireStorable(json.stringValue(), at, faults);
            case NUMBER -> requireWritable(json, at, faults);
            case ARRAY -> checkElements(json, at, faults);
            case OBJECT -> checkProperties(json, at, faults);
            default -> {}
        }
    }

    private void checkElements(JsonNode array, @Nullable Place at, List<Fault> faults) {
        for (int index = 0; index < array.size(); index++) {
            check(array.get(index), new Place(at, null, index), faults);
        }
    }

    private void checkProperties(JsonNode object, @Nullable Place at, List<Fault> faults) {
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            check(property.getValue(), new Place(at, property.getKey(), 0), faults);
        }
    }

    private static void requireWritable(JsonNode number, @Nullable Place at, List<Fault> faults) {
        if (number.isBigDecimal() && Math.abs((long) number.decimalValue().scale()) > MAX_SCALE) {
            faults.add(
                    new Fault(Place.pointerTo(at), "must have an exponent and decimal places of at most " + MAX_SCALE));
        }
    }

    private void requireStorable(String text, @Nullable Place at, List<Fault> faults) {
        for (int i = 0; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == 0 && !takesNul) {
                faults.add(new Fault(Place.pointerTo(at), "must not contain NUL"));
                return;
            }
            if (Character.isSurrogate(here) && !startsPair(text, i++)) {
                faults.add(new Fault(Place.pointerTo(at), "must be Unicode text, got half a surrogate pair"));
                return;
            }
        }
    }

    private static boolean startsPair(String text, int i) {
        return i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** Where a value stands; becomes text only where there is something to say about it. */
    private record Place(@Nullable Place parent, @Nullable String property, int index) {

        static String pointerTo(@Nullable Place place) {
            return place == null ? "" : pointerTo(place.parent) + "/" + place.step();
        }

        private String step() {
            return property == null
                    ? Integer.toString(index)
                    : property.replace("~", "~0").replace("/", "~1");
        }
    }
}
