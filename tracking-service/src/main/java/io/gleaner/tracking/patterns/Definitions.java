package io.gleaner.tracking.patterns;

import io.gleaner.contracts.PatternApplied.Definition;
import io.gleaner.tracking.core.Conditions;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Pattern;
import java.util.Optional;

/** Patterns as events and questions carry them. */
public final class Definitions {

    private Definitions() {}

    /**
     * The pattern of a definition that obeys its schema.
     *
     * @throws java.util.NoSuchElementException if there is no such field
     */
    public static Pattern pattern(Definition definition) {
        Conditions conditions = new Conditions(
                Optional.ofNullable(definition.direction())
                        .flatMap(Direction::of)
                        .orElse(null),
                definition.amountMin(),
                definition.amountMax(),
                definition.accountId(),
                definition.currency());
        return new Pattern(
                definition.patternId(),
                Field.of(definition.field()).orElseThrow(),
                definition.label(),
                definition.tokens(),
                conditions,
                definition.priority(),
                definition.createdAt());
    }
}
