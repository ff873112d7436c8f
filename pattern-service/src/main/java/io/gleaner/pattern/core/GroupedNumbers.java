package io.gleaner.pattern.core;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds numbers that people write in groups ({@code 4111 1111 1111 1111}) between other words and numbers: any groups
 * that stand one separator apart and pass a check when they are put together.
 */
final class GroupedNumbers {

    private static final Pattern GROUP = Pattern.compile("(?U)[\\p{Alnum}]+");
    private static final String SEPARATORS = " .-";
    /** Longest number that is looked for, in characters without separators. */
    private static final int LONGEST = 34;

    private final String text;
    private final List<MatchResult> groups;
    private final Predicate<String> check;

    private GroupedNumbers(String text, Predicate<String> check) {
        this.text = text;
        this.groups = GROUP.matcher(text).results().toList();
        this.check = check;
    }

    /** The text with every number that passes the check replaced. */
    static String mask(String text, Predicate<String> check, String mask) {
        return new GroupedNumbers(text, check).masked(mask);
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
            found = check.test(together.toString()) ? last : found;
        }
        return found;
    }

    private boolean joined(int group) {
        int gapStart = groups.get(group - 1).end();
        return groups.get(group).start() == gapStart + 1 && SEPARATORS.indexOf(text.charAt(gapStart)) >= 0;
    }
}
