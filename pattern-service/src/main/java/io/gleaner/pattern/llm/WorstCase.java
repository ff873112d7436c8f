package io.gleaner.pattern.llm;

import io.gleaner.kit.events.EventJson;
import java.nio.charset.StandardCharsets;

/**
 * The most tokens that a call may take. The models' tokenisers work on bytes, so that no text has more tokens than bytes in
 * UTF-8: about four times what English takes, and never too little.
 */
final class WorstCase {

    /** What a provider puts around the messages and the answer's schema, in tokens. */
    private static final long FRAME = 500;

    private WorstCase() {}

    static Usage of(Prompt prompt, long maxOutputTokens) {
        long input = FRAME
                + bytes(prompt.system())
                + bytes(prompt.user())
                + bytes(EventJson.MAPPER.writeValueAsString(prompt.answerSchema()));
        return new Usage(input, maxOutputTokens, 0);
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
