package io.gleaner.kit.relay;

import io.gleaner.kit.events.Event;
import java.util.Optional;

/**
 * What becomes of a committed row. Pure: the same row always gives the same event with the same id, because rows are
 * relayed again after a crash, a takeover or a lost slot. Empty where a row is nobody's business; an exception sends the
 * row to the dead letters.
 */
@FunctionalInterface
public interface RowMapper {

    /** The event that tells of this row as it stands after the change. */
    Optional<Event<?>> map(Row row);
}
