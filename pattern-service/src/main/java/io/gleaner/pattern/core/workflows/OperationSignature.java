package io.gleaner.pattern.core.workflows;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names an operation: {@code category:subcategory:target}, in lower case.
 *
 * @param text all three parts
 */
public record OperationSignature(String text) implements Comparable<OperationSignature> {

    /** What an operation can be about. */
    public static final Set<String> CATEGORIES =
            Set.of("test", "build", "format", "git", "deps", "docs", "sdlc", "patch", "deploy", "review");

    private static final int PARTS = 3;

    /** @throws IllegalArgumentException if the text is no signature */
    public OperationSignature {
        if (!isValid(text)) {
            throw invalid(text);
        }
    }

    /** Of three parts. */
    static OperationSignature of(String category, String subcategory, String target) {
        return new OperationSignature(category + ":" + subcategory + ":" + target);
    }

    /**
     * Reads what somebody typed: white space around it and upper case do not matter.
     *
     * @throws IllegalArgumentException naming the text as it came, if it is no signature
     */
    public static OperationSignature normalised(String typed) {
        return normalisedIfValid(typed).orElseThrow(() -> invalid(typed));
    }

    /** The same; empty if it is no signature. */
    public static Optional<OperationSignature> normalisedIfValid(String typed) {
        return Optional.of(typed.strip().toLowerCase(Locale.ROOT))
                .filter(OperationSignature::isValid)
                .map(OperationSignature::new);
    }

    /** Whether this is a signature: exactly three parts with something in them, lower case, of a known category. */
    public static boolean isValid(@Nullable String text) {
        if (text == null || !text.equals(text.toLowerCase(Locale.ROOT))) {
            return false;
        }
        String[] parts = text.split(":", -1);
        return parts.length == PARTS && CATEGORIES.contains(parts[0]) && !parts[1].isEmpty() && !parts[2].isEmpty();
    }

    /** The category, which is the type of the operation's pattern. */
    public String category() {
        return text.substring(0, text.indexOf(':'));
    }

    @Override
    public int compareTo(OperationSignature other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("Invalid signature format: " + text);
    }
}
