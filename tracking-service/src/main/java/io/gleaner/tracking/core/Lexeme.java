package io.gleaner.tracking.core;

/** A piece of a folded description. Only words can become part of a key. */
sealed interface Lexeme {

    /** Letters, with at most two digits among them. */
    record Word(String text) implements Lexeme {

        boolean hasDigit() {
            return text.chars().anyMatch(Lexeme::isDigit);
        }
    }

    /**
     * A number of any format, with or without its currency.
     *
     * @param fraction whether digits follow a decimal separator, which makes it money rather than a count
     */
    record Amount(boolean fraction) implements Lexeme {}

    /** A date or a time of day. */
    record Moment() implements Lexeme {}

    /** A reference number: changes with every transaction. */
    record Reference() implements Lexeme {}

    /** Of any script; letters that are numbers (Ⅳ, 〇) count. */
    static boolean isLetter(int character) {
        return Character.isLetter(character) || Character.getType(character) == Character.LETTER_NUMBER;
    }

    /** Folded text has ASCII digits only. */
    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
