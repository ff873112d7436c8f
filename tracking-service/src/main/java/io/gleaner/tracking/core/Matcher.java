package io.gleaner.tracking.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which keys a pattern covers: those that contain its tokens in order, word by word; others may stand between.
 *
 * @param tokens words of a key; a pattern without any covers nothing
 * @param direction the only direction it covers; null for both
 */
public record Matcher(List<String> tokens, @Nullable Direction direction) {

    public Matcher {
        tokens = List.copyOf(tokens);
    }

    public boolean covers(@Nullable String key, Direction keyDirection) {
        return key != null && coversWords(words(key), keyDirection);
    }

    /** The same of a key's {@link #words}, for who asks many patterns about one key. */
    public boolean coversWords(List<String> words, Direction keyDirection) {
        return (direction == null || direction == keyDirection) && inOrder(tokens, words);
    }

    /** The words of a key, in their order. */
    public static List<String> words(String key) {
        return List.of(key.split(" ", -1));
    }

    /** Whether the words contain all of the tokens in their order; no tokens are contained in nothing. */
    static boolean inOrder(List<String> tokens, List<String> words) {
        int next = 0;
        for (int i = 0; i < words.size() && next < tokens.size(); i++) {
            if (words.get(i).equals(tokens.get(next))) {
                next++;
            }
        }
        return next > 0 && next == tokens.size();
    }
}
