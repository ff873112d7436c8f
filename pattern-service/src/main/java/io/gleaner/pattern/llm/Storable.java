package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.PromptText;
import java.util.regex.Pattern;

/** Text of a provider as PostgreSQL takes it: without NUL and half characters, which it refuses, and bounded. */
final class Storable {

    /** Longest answer, in characters; what is cut cannot be read as an answer any more. */
    static final int LONGEST_TEXT = 1_000_000;

    /** Longest name of a model, in characters: what events may say. */
    static final int LONGEST_NAME = 100;

    private static final Pattern REFUSED = Pattern.compile("[\\x00\\p{Cs}]");

    private Storable() {}

    static String cut(String text, int most) {
        return PromptText.cut(REFUSED.matcher(text).replaceAll(""), most);
    }
}
