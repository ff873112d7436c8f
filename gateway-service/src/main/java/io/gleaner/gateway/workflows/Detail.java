package io.gleaner.gateway.workflows;

import io.gleaner.kit.problems.Problem.Fault;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what is wrong with an item, as briefly as the event about all broken items of a request needs it. */
final class Detail {

    /** Longest detail, in characters. */
    static final int MAX_CHARACTERS = 500;

    /** Most bytes of a detail in JSON: 1,000 of them, and what stands around them, fit into one event. */
    static final int MAX_BYTES = 900;

    private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

    private Detail() {}

    /** Pointers, and what is wrong there. */
    static String of(List<Fault> faults) {
        String all = faults.stream()
                .limit(MAX_CHARACTERS)
                .map(fault -> (fault.pointer() + " " + fault.detail()).strip())
                .collect(Collectors.joining("; "));
        return cut(CONTROLS.matcher(all).replaceAll(""));
    }

    private static String cut(String text) {
        int end = 0;
        int bytes = 0;
        for (int characters = 0; end < text.length() && characters < MAX_CHARACTERS; characters++) {
            int character = text.codePointAt(end);
            bytes += bytesOf(character);
            if (bytes > MAX_BYTES) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    /** As UTF-8; quotes and backslashes are escaped. */
    private static int bytesOf(int character) {
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
