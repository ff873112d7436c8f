package io.gleaner.kit.paging;

import io.gleaner.kit.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** A keyset position as an opaque text that needs no escaping in a URL. */
public final class Cursor {

    private static final String SEPARATOR = "\u001f";

    private Cursor() {}

    /** The cursor of a row whose sort columns have these values. */
    public static String of(Object... position) {
        String joined = Arrays.stream(position).map(String::valueOf).collect(Collectors.joining(SEPARATOR));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The values of the sort columns.
     *
     * @throws Problem 400 if it is no cursor of a list with this many sort columns
     */
    public static List<String> read(String cursor, int columns) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> position = List.of(joined.split(SEPARATOR, -1));
            if (position.size() == columns && joined.indexOf('\0') < 0) {
                return position;
            }
        } catch (IllegalArgumentException notBase64) {
            // told below, as any other text that is no cursor
        }
        throw Problem.invalid("cursor", "got '%s', expected a next_cursor of this list".formatted(cursor));
    }
}
