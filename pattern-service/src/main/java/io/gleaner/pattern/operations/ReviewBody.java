package io.gleaner.pattern.operations;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides on a pattern.
 *
 * @param status where it goes; {@code detected} leaves it to its numbers again
 */
record ReviewBody(@Nullable String status, @Nullable String notes) {}
