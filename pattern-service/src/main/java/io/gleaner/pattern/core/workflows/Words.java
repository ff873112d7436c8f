package io.gleaner.pattern.core.workflows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text as its words in lower case: what stands between two characters that are neither letter nor digit. */
public record Words(List<String> words) {

    private static final Words NONE = new Words(List.of());

    public Words {
        words = List.copyOf(words);
    }

    /** The words of a text; none of null. */
    public static Words of(@Nullable String text) {
        return text == null || text.isEmpty() ? NONE : new Words(split(text.toLowerCase(Locale.ROOT)));
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            boolean inWord = Character.isLetterOrDigit(character);
            if (inWord && start < 0) {
                start = at;
            } else if (!inWord && start >= 0) {
                words.add(text.substring(start, at));
                start = -1;
            }
            at += Character.charCount(character);
        }
        if (start >= 0) {
            words.add(text.substring(start));
        }
        return words;
    }

    boolean containAny(Set<String> wanted) {
        for (String word : words) {
            if (wanted.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
