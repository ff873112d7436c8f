package io.gleaner.tracking.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a folded description apart. Every quantifier without a bound is possessive and every look-around ends after a
 * bounded or consumed run, so the time is linear in the length, whatever the text.
 */
final class Lexemes {

    private static final String LETTER = "[\\p{L}\\p{Nl}]";
    private static final String IN_WORD = "[\\p{L}\\p{Nl}\\p{M}]";

    /** Letters of scripts that put no spaces between words: a number beside them is a word of its own. */
    private static final String UNSPACED =
            "[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}ー]";

    private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?!\\d)";
    private static final String TIME = CLOCK + "(?: ?[ap]\\.?m(?!" + IN_WORD + "|\\d))?";
    private static final String ISO_DATE =
            "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d)(?:t" + CLOCK + "(?:z|[+-]\\d{2}:?\\d{2})?)?";
    private static final String DAY_FIRST_DATE = "\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})(?!\\d)";
    private static final String SHORT_DATE = "\\d{1,2}/(?:\\d{4}|\\d{1,2})(?!\\d)";
    private static final String MOMENT =
            "(?<!\\d)(?:" + ISO_DATE + "|" + DAY_FIRST_DATE + "|" + SHORT_DATE + "|" + TIME + ")";

    private static final String GROUPED_NUMBER = "(?<!\\d)\\d++(?:[.,'’٫٬]\\d++)++";

    /** The letters of "R$", "US$" and "S/"; the number behind the sign is a lexeme of its own. */
    private static final String CURRENCY_LETTERS = "(?<!" + IN_WORD + "|\\d)(?:\\p{L}{1,2}\\p{Sc}|s/\\.?)(?= ?-?\\d)";

    private static final String WORD = "(?=" + LETTER + "|\\d)(?:" + IN_WORD + "++|(?!" + MOMENT + "|" + GROUPED_NUMBER
            + ")(?<!" + UNSPACED + ")\\d++(?!" + UNSPACED + "))++";

    private static final Pattern LEXEME = Pattern.compile("(?<moment>" + MOMENT + ")|(?<grouped>" + GROUPED_NUMBER
            + ")|(?<sign>" + CURRENCY_LETTERS + ")|(?<word>" + WORD + ")|(?<number>\\d++)");

    /** Digits behind the last separator that are not a group of three are a fraction. */
    private static final Pattern FRACTION = Pattern.compile(".*\\D(?:\\d{1,2}|\\d{4,})", Pattern.DOTALL);

    private static final Pattern HOUR = Pattern.compile("\\d{1,2}[ap]m");
    private static final Pattern GLUED_REFERENCE = Pattern.compile("(?:ref|nr|no|cod|cód|num|núm)\\d++");

    /** Digits beside letters that make a word a reference. */
    private static final int REFERENCE_DIGITS = 3;

    private Lexemes() {}

    static List<Lexeme> of(String folded) {
        List<Lexeme> lexemes = new ArrayList<>();
        Matcher matcher = LEXEME.matcher(folded);
        while (matcher.find()) {
            if (matcher.group("sign") == null) {
                lexemes.add(lexeme(matcher));
            }
        }
        return lexemes;
    }

    private static Lexeme lexeme(MatchResult match) {
        if (match.group("moment") != null) {
            return new Lexeme.Moment();
        }
        String grouped = match.group("grouped");
        if (grouped != null) {
            return new Lexeme.Amount(FRACTION.matcher(grouped).matches());
        }
        String word = match.group("word");
        return word == null ? new Lexeme.Amount(false) : word(word);
    }

    private static Lexeme word(String text) {
        long digits = text.chars().filter(Lexeme::isDigit).count();
        if (text.codePoints().noneMatch(Lexeme::isLetter) || Currencies.isAmount(text)) {
            return new Lexeme.Amount(false);
        }
        if (digits >= REFERENCE_DIGITS || GLUED_REFERENCE.matcher(text).matches()) {
            return new Lexeme.Reference();
        }
        return HOUR.matcher(text).matches() ? new Lexeme.Moment() : new Lexeme.Word(text);
    }
}
