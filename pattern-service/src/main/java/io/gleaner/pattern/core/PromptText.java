package io.gleaner.pattern.core;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Text of users on its way into a prompt: without invisible characters, without what identifies a person, and cut.
 * It is masked before it is cut, or the cut could leave half a card number that no longer looks like one.
 */
public final class PromptText {

    /** Longest example, key or label in a prompt, in characters. */
    public static final int LONGEST = 200;

    /** Longest tenant profile, in characters. */
    public static final int LONGEST_PROFILE = 2_000;

    /** Bounds the work on one text; what follows is cut anyway. */
    private static final int READ_AT_MOST = 2_000;

    /** Control, format (zero-width, direction), private and unassigned characters, and lone surrogates. */
    private static final Pattern INVISIBLE = Pattern.compile("\\p{C}");

    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");

    private PromptText() {}

    /** The text as the model may see it. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** What a tenant says about itself, as the model may see it. */
    public static String ofProfile(String profile) {
        return of(profile, LONGEST_PROFILE);
    }

    private static String of(String text, int longest) {
        String visible = visible(cut(text, READ_AT_MOST));
        return cut(Masking.mask(visible), longest);
    }

    /** Without invisible characters, in one line, in NFKC: full-width digits hide no number. */
    public static String visible(String text) {
        String oneWidth = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String oneLine = SPACES.matcher(oneWidth).replaceAll(" ");
        return INVISIBLE.matcher(oneLine).replaceAll("").strip();
    }

    /** At most this many UTF-16 units, and never half a character. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
