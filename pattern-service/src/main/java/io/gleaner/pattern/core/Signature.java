package io.gleaner.pattern.core;

import java.util.Comparator;

/**
 * What descriptions that look alike to the normaliser have in common; tracking-service gives it to each of its records.
 *
 * @param hash SHA-256 of field, direction and key, as 64 hexadecimal digits
 */
public record Signature(String field, String hash) implements Comparable<Signature> {

    private static final Comparator<Signature> ORDER =
            Comparator.comparing(Signature::field).thenComparing(Signature::hash);

    @Override
    public int compareTo(Signature other) {
        return ORDER.compare(this, other);
    }
}
