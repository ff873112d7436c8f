package io.gleaner.contracts;

/**
 * An item of a request that was refused.
 *
 * @param index which one, from 0
 * @param detail got, expected, where
 */
public record RefusedItem(int index, String detail) {}
