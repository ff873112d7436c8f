package io.gleaner.tracking.core;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a user can say about a transaction. */
public enum Field {
    ENTITY,
    CATEGORY,
    SUBCATEGORY,
    JUSTIFICATION;

    private static final Map<String, Field> BY_ID =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Field::id, Function.identity()));

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As events, answers and columns write it, such as {@code entity}. */
    public String id() {
        return id;
    }

    /** The field that events and requests call by this id, if there is one. */
    public static Optional<Field> of(String id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
