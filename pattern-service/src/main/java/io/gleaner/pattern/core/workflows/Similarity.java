package io.gleaner.pattern.core.workflows;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How alike two texts are: the Jaccard index of their words, |A ∩ B| / |A ∪ B| (P. Jaccard, 1912). A word here is what
 * stands between white space, in lower case.
 */
public final class Similarity {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Similarity() {}

    /** From 0 to 1; 0 where one of the texts has no word. */
    public static double of(@Nullable String one, @Nullable String other) {
        return of(wordsOf(one), wordsOf(other));
    }

    /** Of the words of two texts. */
    public static double of(Set<String> one, Set<String> other) {
        Set<String> common = new HashSet<>(one);
        common.retainAll(other);
        int union = one.size() + other.size() - common.size();
        return union == 0 ? 0 : (double) common.size() / union;
    }

    /** The words of a text, each once. */
    public static Set<String> wordsOf(@Nullable String text) {
        return text == null
                ? Set.of()
                : SPACE.splitAsStream(text.toLowerCase(Locale.ROOT))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
