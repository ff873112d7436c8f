package io.gleaner.tracking.transactions;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Label;
import io.gleaner.tracking.core.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * Which transactions a list shows: {@code ?q=&field=&value=&unlabelled=}.
 *
 * @param text part of the description, in any case
 * @param field of which the label must be {@code value}
 * @param value null finds nothing: no label is blank
 * @param unlabelled must have no value
 */
record TransactionFilter(
        @Nullable String text,
        @Nullable Field field,
        @Nullable Label value,
        @Nullable Field unlabelled) {

    /** @throws Problem 400 naming every parameter that is wrong */
    static TransactionFilter of(MultiValueMap<String, String> parameters) {
        List<Problem.Fault> faults = new ArrayList<>();
        Optional<String> value = QueryParameters.find(parameters, "value");
        @Nullable Field field = field(parameters, "field", faults);
        if (QueryParameters.find(parameters, "field").isPresent() != value.isPresent()) {
            faults.add(new Problem.Fault(value.isEmpty() ? "value" : "field", "field and value go together"));
        }
        @Nullable Field unlabelled = field(parameters, "unlabelled", faults);
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        @Nullable Label label = value.flatMap(Label::of).orElse(null);
        @Nullable
        String text = PlainText.plain(QueryParameters.find(parameters, "q").orElse(null));
        return new TransactionFilter(text, field, label, unlabelled);
    }

    /** The SQL conditions, each behind {@code AND}. */
    String conditions() {
        StringBuilder sql = new StringBuilder();
        if (text != null) {
            sql.append(" AND description ILIKE :text");
        }
        if (field != null) {
            sql.append(" AND %s = (SELECT spelling FROM known_labels WHERE field = :field AND folded = :folded)"
                    .formatted(field.id()));
        }
        if (unlabelled != null) {
            sql.append(" AND %s IS NULL".formatted(unlabelled.id()));
        }
        return sql.toString();
    }

    /** What the conditions' parameters stand for. */
    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (text != null) {
            parameters.put("text", "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (field != null) {
            parameters.put("field", field.id());
            parameters.put("folded", value == null ? "" : value.folded());
        }
        return parameters;
    }

    private static @Nullable Field field(
            MultiValueMap<String, String> parameters, String name, List<Problem.Fault> faults) {
        Optional<String> id = QueryParameters.find(parameters, name);
        Optional<Field> field = id.flatMap(Field::of);
        if (id.isPresent() && field.isEmpty()) {
            faults.add(new Problem.Fault(name, "got '%s', expected %s".formatted(id.get(), known())));
        }
        return field.orElse(null);
    }

    private static String known() {
        return Stream.of(Field.values()).map(Field::id).collect(Collectors.joining(", "));
    }
}
