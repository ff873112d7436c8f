package io.gleaner.tracking.core;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;

/**
 * Text in the one form in which descriptions are compared: NFKC, lower case of the root locale, ASCII digits, nothing
 * invisible. Folding folded text changes nothing.
 */
final class FoldedText {

    /**
     * Longest text that is looked at, in characters. A description has at most 1,000 and NFKC makes at most 18 of one,
     * so nothing real is cut.
     */
    static final int MAX_LENGTH = 20_000;

    private FoldedText() {}

    static String of(String text) {
        String visible = visible(cut(text));
        String lower = Normalizer.normalize(visible, Form.NFKC).toLowerCase(Locale.ROOT);
        return cut(asciiDigits(Normalizer.normalize(lower, Form.NFKC)));
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
        return text.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
    }

    /** Before NFKC, because an invisible character between a letter and its accent keeps the two apart. */
    private static String visible(String text) {
        return text.codePoints()
                .filter(character -> !isInvisible(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isInvisible(int character) {
        return character == 0 || Character.getType(character) == Character.FORMAT || isVariationSelector(character);
    }

    private static boolean isVariationSelector(int character) {
        return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
    }

    private static String asciiDigits(String text) {
        return text.codePoints()
                .map(character -> Character.isDigit(character) ? '0' + Character.digit(character, 10) : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
