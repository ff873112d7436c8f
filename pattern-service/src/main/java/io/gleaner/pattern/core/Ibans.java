package io.gleaner.pattern.core;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds IBANs wherever they begin, also in the middle of a word: a country, and as many letters and digits as its IBANs
 * have, in one run or one separator apart, whose check digits are right (ISO 13616: remainder 1 by 97). In one run and
 * mostly digits it counts whatever its check digits say: a mistyped IBAN is still somebody's.
 */
final class Ibans {

    /** Length of each country's IBANs, by the registry that SWIFT keeps for ISO 13616, and of those in use beside it. */
    private static final Map<String, Integer> LENGTHS = lengths("""
            AD24 AE23 AL28 AO25 AT20 AZ28 BA20 BE16 BF28 BG22 BH22 BI27 BJ28 BR29 BY28 CF27 CG27 CH21 CI28 CM27 CR22 CV25
            CY28 CZ24 DE22 DJ27 DK18 DO28 DZ26 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GA27 GB22 GE22 GI23 GL18 GQ27 GR27 GT28
            GW25 HN28 HR21 HU28 IE22 IL23 IQ23 IR26 IS26 IT27 JO30 KM27 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MA28
            MC27 MD24 ME22 MG27 MK19 ML28 MN20 MR27 MT31 MU30 MZ25 NE28 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24
            RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SN28 SO23 ST25 SV28 TD27 TG28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
            YE30
            """);

    private static final Pattern START = Pattern.compile("[A-Za-z]{2}\\d{2}");
    private static final String SEPARATORS = " .-/_‐–—−";
    private static final int COUNTRY_LETTERS = 2;
    private static final int COUNTRY_AND_CHECK_DIGITS = 4;
    private static final int LEAST_DIGITS_UNCHECKED = 12;
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Ibans() {}

    /** The text, whose digits are ASCII, with every IBAN replaced. */
    static String mask(String text, String mask) {
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        Matcher start = START.matcher(text);
        for (int from = 0; start.find(from); ) {
            int end = endOfIban(text, start.start());
            if (end >= 0) {
                masked.append(text, copied, start.start()).append(mask);
                copied = end;
            }
            from = Math.max(end, start.start() + 1);
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** Where the IBAN that starts here ends; below 0 if none does. */
    private static int endOfIban(String text, int start) {
        Integer length =
                LENGTHS.get(text.substring(start, start + COUNTRY_LETTERS).toUpperCase(Locale.ROOT));
        if (length == null) {
            return -1;
        }
        StringBuilder iban = new StringBuilder(length);
        int end = start;
        while (iban.length() < length && end < text.length()) {
            if (isLetterOrDigit(text.charAt(end))) {
                iban.append(text.charAt(end));
            } else if (!separates(text, end)) {
                return -1;
            }
            end++;
        }
        boolean found = iban.length() == length && (checks(iban) || (mostlyDigits(iban) && end == start + length));
        return found ? end : -1;
    }

    private static boolean separates(String text, int at) {
        return SEPARATORS.indexOf(text.charAt(at)) >= 0 && isLetterOrDigit(text.charAt(at - 1));
    }

    private static boolean isLetterOrDigit(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z');
    }

    private static boolean mostlyDigits(CharSequence iban) {
        return iban.chars().filter(Character::isDigit).count() >= LEAST_DIGITS_UNCHECKED;
    }

    private static boolean checks(CharSequence iban) {
        StringBuilder digits = new StringBuilder();
        String moved = iban.subSequence(COUNTRY_AND_CHECK_DIGITS, iban.length()).toString()
                + iban.subSequence(0, COUNTRY_AND_CHECK_DIGITS);
        moved.chars().forEach(letter -> digits.append(Character.digit(letter, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    private static Map<String, Integer> lengths(String table) {
        return Arrays.stream(table.strip().split("\\s+", -1))
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.substring(0, COUNTRY_LETTERS),
                        entry -> Integer.valueOf(entry.substring(COUNTRY_LETTERS))));
    }
}
