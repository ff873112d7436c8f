package io.gleaner.pattern.core;

/**
 * How many distinct transactions carry a label.
 *
 * @param transactions at least 1
 */
public record LabelCount(String label, long transactions) {}
