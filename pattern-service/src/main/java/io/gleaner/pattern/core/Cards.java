package io.gleaner.pattern.core;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds card numbers: 13 to 19 digits whose last is right by Luhn (ISO/IEC 7812-1), in one run or in groups one separator
 * apart, whatever letters they are glued to.
 */
final class Cards {

    private static final Pattern GROUP = Pattern.compile("\\d+");
    private static final Pattern GAP = Pattern.compile("[ ._/‐–—−-]| [.‐–—−-] ");
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private final String text;
    private final List<MatchResult> groups;

    private Cards(String text) {
        this.text = text;
        this.groups = GROUP.matcher(text).results().toList();
    }

    /** The text, whose digits are ASCII, with every card number replaced. */
    static String mask(String text, String mask) {
        return new Cards(text).masked(mask);
    }

    private String masked(String mask) {
        StringBuilder masked = new StringBuilder(text.length());
        int copied = 0;
        for (int first = 0; first < groups.size(); first++) {
            int last = lastGroupOfNumberFrom(first);
            if (last >= first) {
                masked.append(text, copied, groups.get(first).start()).append(mask);
                copied = groups.get(last).end();
                first = last;
            }
        }
        return masked.append(text, copied, text.length()).toString();
    }

    /** The longest number that starts here; before {@code first} if there is none. */
    private int lastGroupOfNumberFrom(int first) {
        int found = first - 1;
        StringBuilder together = new StringBuilder();
        for (int last = first; last < groups.size() && (last == first || joined(last)); last++) {
            together.append(groups.get(last).group());
            if (together.length() > LONGEST) {
                break;
            }
            found = isCard(together) ? last : found;
        }
        return found;
    }

    private boolean joined(int group) {
        String gap =
                text.substring(groups.get(group - 1).end(), groups.get(group).start());
        return GAP.matcher(gap).matches();
    }

    private static boolean isCard(CharSequence digits) {
        return digits.length() >= SHORTEST && luhnSum(digits) % 10 == 0;
    }

    private static int luhnSum(CharSequence digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            sum += fromRight % 2 == 0 ? digit : doubled(digit);
        }
        return sum;
    }

    private static int doubled(int digit) {
        return digit > 4 ? 2 * digit - 9 : 2 * digit;
    }
}
