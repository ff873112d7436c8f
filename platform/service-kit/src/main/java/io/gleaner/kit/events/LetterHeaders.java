package io.gleaner.kit.events;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;

/** What stands on a dead letter beside the record: why it is one, and where it comes from. */
public final class LetterHeaders {

    /** Longest text of a header, in characters; a reason quotes what came, and that may be of any length. */
    public static final int MAX_LENGTH = 1_000;

    private final Headers headers;

    public LetterHeaders(Headers headers) {
        this.headers = headers;
    }

    /** Sets the header {@code gleaner-<name>}, cut to {@link #MAX_LENGTH}, in place of one that the record came with. */
    public LetterHeaders with(String name, String text) {
        String header = "gleaner-" + name;
        headers.remove(header);
        headers.add(header, cut(text).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private static String cut(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH - 1) + "…";
    }
}
