package io.gleaner.tracking.matching;

import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Matcher;

/**
 * A pattern that might be.
 *
 * @param key that the classifications it would rest on have, word for word
 * @param direction of those classifications
 */
record CoverageQuestion(Field field, String key, Direction direction, Matcher matcher) {

    boolean covers(Group group) {
        return matcher.coversWords(group.words(), group.direction());
    }

    boolean restsOn(Group group) {
        return group.direction() == direction && key.equals(group.key());
    }
}
