package io.gleaner.tracking.matching;

import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Matcher;
import io.gleaner.tracking.core.Signature;
import org.jspecify.annotations.Nullable;

/**
 * A pattern that might be.
 *
 * @param signature of the classifications it would rest on
 */
record CoverageQuestion(Field field, String signature, Matcher matcher) {

    /**
     * Transactions that share key and direction, and so their signature.
     *
     * @param labelled how many of them have the field set by a user
     */
    record Group(@Nullable String key, Direction direction, long transactions, long labelled) {}

    boolean covers(Group group) {
        return matcher.covers(group.key(), group.direction());
    }

    boolean restsOn(Group group) {
        String key = group.key();
        return key != null && Signature.of(field, group.direction(), key).hex().equals(signature);
    }
}
