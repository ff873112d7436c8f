package io.gleaner.gateway.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import io.gleaner.kit.problems.Problem.Fault;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A JSON Schema of the contract. */
public final class Shape {

    /** More faults than this are counted, not listed: an answer has a bound too. */
    static final int MAX_FAULTS = 10_000;

    private static final int MAX_SHOWN = 60;

    private final Schema schema;

    Shape(Schema schema) {
        this.schema = schema;
    }

    /** Everything that is wrong with this JSON: where, what was expected, what came. */
    public List<Fault> faults(JsonNode json) {
        List<Error> errors = schema.validate(json);
        return errors.isEmpty() ? List.of() : describe(errors);
    }

    private static List<Fault> describe(List<Error> errors) {
        return errors.stream().limit(MAX_FAULTS).map(Shape::faultOf).toList();
    }

    private static Fault faultOf(Error error) {
        String where = error.getInstanceLocation().toString();
        return switch (error.getKeyword()) {
            case "required" -> new Fault(where + "/" + escaped(error.getProperty()), "is missing");
            case "additionalProperties" -> new Fault(where + "/" + escaped(error.getProperty()), "is not known here");
            default -> new Fault(where, error.getMessage() + ", got " + shown(error.getInstanceNode()));
        };
    }

    /** What came, in few words. */
    static String shown(JsonNode got) {
        return switch (got.getNodeType()) {
            case ARRAY -> "an array of " + got.size();
            case OBJECT -> "an object";
            default -> cut(got.toString());
        };
    }

    private static String cut(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String escaped(String property) {
        return property.replace("~", "~0").replace("/", "~1");
    }
}
