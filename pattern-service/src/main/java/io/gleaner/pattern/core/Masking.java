package io.gleaner.pattern.core;

import java.util.regex.Pattern;

/**
 * Replaces card numbers, IBANs, e-mail addresses and phone numbers. It would rather mask a reference number too many
 * than let a person's number pass; dates and amounts stay readable.
 */
final class Masking {

    private static final Pattern EMAIL =
            Pattern.compile("(?U)[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+");

    /** A word of its own, whatever its check digits say: a mistyped IBAN is still somebody's. */
    private static final Pattern GLUED_IBAN = Pattern.compile("(?i)\\b[A-Z]{2}\\d{2}(?=\\w*\\d{6})[A-Z0-9]{11,30}\\b");

    /**
     * With plus, with a leading 0 (no date), with an area code and a slash (no month and year), with an area code in
     * parentheses, 3-3-4, or 10 to 15 digits in a row; letters may be glued to it.
     */
    private static final Pattern PHONE = Pattern.compile("(?<![\\d.,])(?:"
            + "\\+\\d(?:[ ()./-]{0,2}\\d){6,14}"
            + "|0(?!\\d[./-]\\d{1,2}[./-])\\d(?:[ ().-]{0,2}\\d){7,13}"
            + "|0\\d{1,5} ?/ ?(?!(?:19|20)\\d{2}(?!\\d))\\d{3}(?:[ .-]?\\d){2,10}"
            + "|\\(\\d{1,4}\\) ?\\d(?:[ .-]?\\d){5,11}"
            + "|\\d{3}[ .-]\\d{3}[ .-]\\d{4}"
            + "|\\d{10,15}"
            + ")(?!\\d)");

    private Masking() {}

    /** The text with each of them replaced by what it was, such as {@code [card]}; its digits are ASCII. */
    static String mask(String text) {
        String masked = EMAIL.matcher(asciiDigits(text)).replaceAll("[email]");
        masked = Ibans.mask(masked, "[iban]");
        masked = GLUED_IBAN.matcher(masked).replaceAll("[iban]");
        masked = Cards.mask(masked, "[card]");
        return PHONE.matcher(masked).replaceAll("[phone]");
    }

    /** A number is one in the digits of every script. */
    private static String asciiDigits(String text) {
        return text.codePoints()
                .map(character -> Character.isDigit(character) ? '0' + Character.digit(character, 10) : character)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
