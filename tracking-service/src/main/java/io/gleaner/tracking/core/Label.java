package io.gleaner.tracking.core;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of a field in its canonical form: NFC, trimmed, one space between words, nothing that controls.
 *
 * @param spelling as people see it
 * @param folded what two spellings of the same label share
 */
public record Label(String spelling, String folded) {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}\\p{Cc}]++");

    /** The canonical form; empty if the text is blank. */
    public static Optional<Label> of(String text) {
        String spelling = Normalizer.normalize(SPACES.matcher(text).replaceAll(" "), Form.NFC)
                .strip();
        return spelling.isEmpty() ? Optional.empty() : Optional.of(new Label(spelling, fold(spelling)));
    }

    /** By way of upper case, so that "Straße" and "STRASSE" are one label. */
    private static String fold(String spelling) {
        String lower = spelling.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Form.NFC);
    }
}
