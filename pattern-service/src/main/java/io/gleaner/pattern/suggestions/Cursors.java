package io.gleaner.pattern.suggestions;

import io.gleaner.kit.problems.Problem;
import java.util.UUID;

/** Ids that come from clients. */
final class Cursors {

    private Cursors() {}

    /**
     * The id in a cursor of a list that is sorted by id.
     *
     * @throws Problem 400 if it is none
     */
    static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("cursor", "got '%s', expected a next_cursor of this list".formatted(text));
        }
    }
}
