package io.gleaner.tracking.activity;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.QueryParameters;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/**
 * Which activities a list shows: {@code ?user_id=&type=&from=&to=}, {@code from} inclusive, {@code to} exclusive.
 *
 * @param parameters what the conditions' parameters stand for
 */
record ActivityFilter(Map<String, Object> parameters) {

    private static final Map<String, String> CONDITIONS = Map.of(
            "user_id", "user_id = :user_id",
            "type", "type = :type",
            "from", "occurred_at >= :from",
            "to", "occurred_at < :to");

    /** @throws Problem 400 if a time is none */
    static ActivityFilter of(MultiValueMap<String, String> query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        QueryParameters.find(query, "user_id").ifPresent(user -> parameters.put("user_id", user));
        QueryParameters.find(query, "type").ifPresent(type -> parameters.put("type", type));
        QueryParameters.find(query, "from").ifPresent(time -> parameters.put("from", time("from", time)));
        QueryParameters.find(query, "to").ifPresent(time -> parameters.put("to", time("to", time)));
        return new ActivityFilter(parameters);
    }

    /** The SQL conditions, each behind {@code AND}. */
    String conditions() {
        StringBuilder sql = new StringBuilder();
        parameters.keySet().forEach(name -> sql.append(" AND ").append(CONDITIONS.get(name)));
        return sql.toString();
    }

    private static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid(name, "got '%s', expected a time such as 2026-01-31T12:00:00Z".formatted(text));
        }
    }
}
