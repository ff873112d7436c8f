package io.gleaner.pattern.core;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * What a pattern looks for: these words in this order, others may stand between.
 *
 * @param list within the bounds of the event that announces a pattern
 */
public record Tokens(List<String> list) {

    /** Most tokens of a pattern. */
    static final int MOST = 200;
    /** Longest token, in characters. */
    public static final int LONGEST = 1_000;

    public Tokens {
        list = List.copyOf(list);
    }

    /**
     * The tokens of a normalised key. What lies beyond the bounds is left out: the pattern is then broader than its
     * key, and still matches all of its own support.
     */
    public static Tokens ofKey(String key) {
        return new Tokens(Arrays.stream(key.split(" ", -1))
                .filter(token -> !token.isEmpty() && token.length() <= LONGEST)
                .limit(MOST)
                .toList());
    }

    public boolean isEmpty() {
        return list.isEmpty();
    }

    /** Whether these are some of the other's tokens, in the other's order. */
    public boolean subsequenceOf(Tokens other) {
        Iterator<String> rest = other.list.iterator();
        return list.stream().allMatch(token -> found(token, rest));
    }

    private static boolean found(String token, Iterator<String> rest) {
        while (rest.hasNext()) {
            if (rest.next().equals(token)) {
                return true;
            }
        }
        return false;
    }
}
