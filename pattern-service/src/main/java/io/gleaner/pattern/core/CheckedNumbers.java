package io.gleaner.pattern.core;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers that carry check digits, written without separators. */
final class CheckedNumbers {

    private static final Pattern CARD = Pattern.compile("(?U)\\d{13,19}");
    private static final Pattern IBAN = Pattern.compile("(?i)[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final int LEAST_DIGITS_OF_IBAN = 8;
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private CheckedNumbers() {}

    /** 13 to 19 digits whose last is right by Luhn (ISO/IEC 7812-1). */
    static boolean card(String number) {
        return CARD.matcher(number).matches() && luhnSum(number) % 10 == 0;
    }

    /** 15 to 34 letters and digits whose check digits are right (ISO 13616: remainder 1 by 97). */
    static boolean iban(String number) {
        return IBAN.matcher(number).matches()
                && number.chars().filter(Character::isDigit).count() >= LEAST_DIGITS_OF_IBAN
                && remainder(number.toUpperCase(Locale.ROOT)).equals(BigInteger.ONE);
    }

    private static int luhnSum(String number) {
        int sum = 0;
        for (int fromRight = 0; fromRight < number.length(); fromRight++) {
            int digit = Character.digit(number.charAt(number.length() - 1 - fromRight), 10);
            sum += fromRight % 2 == 0 ? digit : doubled(digit);
        }
        return sum;
    }

    private static int doubled(int digit) {
        return digit > 4 ? 2 * digit - 9 : 2 * digit;
    }

    private static BigInteger remainder(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .forEach(letter -> digits.append(Character.digit(letter, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN);
    }
}
