package io.gleaner.tracking.core;

import java.util.Iterator;
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
        return key != null && !tokens.isEmpty() && (direction == null || direction == keyDirection) && inOrder(key);
    }

    private boolean inOrder(String key) {
        Iterator<String> wanted = tokens.iterator();
        String next = wanted.next();
        for (String word : key.split(" ", -1)) {
            if (word.equals(next)) {
                if (!wanted.hasNext()) {
                    return true;
                }
                next = wanted.next();
            }
        }
        return false;
    }
}
