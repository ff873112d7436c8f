package io.gleaner.gateway.contract;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A parameter of an operation.
 *
 * @param numeric whether its text stands for an integer
 */
public record Parameter(String name, Place place, boolean required, boolean numeric, Shape shape) {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

    /** Where a parameter stands. */
    public enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** What is wrong with the values that a request gives to this parameter. */
    public Stream<Fault> faults(List<String> values) {
        if (values.isEmpty()) {
            return required ? fault("is missing") : Stream.empty();
        }
        if (values.size() > 1) {
            return fault("given %d times, expected once".formatted(values.size()));
        }
        String value = values.getFirst();
        return value.indexOf('\0') >= 0
                ? fault("must not contain NUL")
                : shape.faults(node(value)).stream().map(fault -> new Fault(name, fault.detail()));
    }

    private JsonNode node(String text) {
        if (numeric && INTEGER.matcher(text).matches()) {
            return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
        }
        return JsonNodeFactory.instance.stringNode(text);
    }

    private Stream<Fault> fault(String detail) {
        return Stream.of(new Fault(name, detail));
    }
}
