package io.gleaner.kit.requests;

import java.util.Optional;
import org.springframework.util.MultiValueMap;

/** What a list is asked for in its query. */
public final class QueryParameters {

    private QueryParameters() {}

    /** The parameter's first value; one without a value, such as {@code ?status=}, is not there. */
    public static Optional<String> find(MultiValueMap<String, String> query, String name) {
        return Optional.ofNullable(query.getFirst(name)).filter(value -> !value.isEmpty());
    }
}
