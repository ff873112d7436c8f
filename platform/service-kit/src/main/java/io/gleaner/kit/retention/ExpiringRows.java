package io.gleaner.kit.retention;

import java.time.Duration;

/**
 * Rows of a table that are of no use after a time. A service declares one bean per table, in the order of {@code @Order}
 * where one's rows are found by another's; all tenants' rows are deleted by one of its replicas.
 *
 * @param table its name
 * @param expired SQL condition on a row {@code r}; {@code :keep} is the time as an interval
 * @param keep how long a row is kept
 */
public record ExpiringRows(String table, String expired, Duration keep) {

    public ExpiringRows {
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException(
                    "rows of %s: got keep=%s, expected more than nothing".formatted(table, keep));
        }
    }
}
