package io.gleaner.gateway.contract;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The JSON body that an operation takes. */
public sealed interface RequestBody {

    /** Whether a request without a body is refused. */
    boolean required();

    /** Everything for which a request with this body is refused. */
    List<Fault> faults(JsonNode json);

    /** A body of this schema, all or nothing. */
    record Whole(boolean required, Value value) implements RequestBody {

        @Override
        public List<Fault> faults(JsonNode json) {
            return value.faults(json);
        }
    }

    /**
     * An item, or an array of items that are judged one by one: a broken item of an array is no fault of the request.
     *
     * @param item what an item must obey
     * @param maxItems of an array, which has at least one
     */
    record ItemByItem(boolean required, Value item, int maxItems) implements RequestBody {

        @Override
        public List<Fault> faults(JsonNode json) {
            return switch (json.getNodeType()) {
                case OBJECT -> item.faults(json);
                case ARRAY -> fits(json.size()) ? List.of() : List.of(unfit(json));
                default -> List.of(unfit(json));
            };
        }

        private boolean fits(int items) {
            return items >= 1 && items <= maxItems;
        }

        private Fault unfit(JsonNode json) {
            return new Fault(
                    "",
                    "expected an object or an array of 1 to %d objects, got %s".formatted(maxItems, Shape.shown(json)));
        }
    }

    /**
     * What a value must obey: the schema, and what holds for every value.
     *
     * @param takesNul whether the owner takes texts with NUL in them
     */
    record Value(boolean takesNul, Shape shape) {

        private static final Pattern HALF_PAIR = Pattern.compile("\\p{Cs}");

        /** Everything that is wrong with this value; pointers begin at it. */
        public List<Fault> faults(JsonNode json) {
            List<Fault> faults = new ArrayList<>(shape.faults(json));
            new ValueRules(takesNul).check(json, faults);
            faults.replaceAll(Value::encodable);
            return faults;
        }

        /** A fault quotes what came, and half a surrogate pair can be written into no answer. */
        private static Fault encodable(Fault fault) {
            return new Fault(fault.pointer(), HALF_PAIR.matcher(fault.detail()).replaceAll("\ufffd"));
        }
    }
}
