package io.gleaner.kit.deadletters;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The headers of a letter as texts that a database can hold: bytes that are no UTF-8, and NUL, become U+FFFD. */
final class LetterTexts {

    private static final String OF_LETTER = "gleaner-";

    private final ConsumerRecord<String, byte[]> message;

    LetterTexts(ConsumerRecord<String, byte[]> message) {
        this.message = message;
    }

    /** What the letter says about the record, such as its {@code reason}. */
    @Nullable
    String said(String name) {
        return textOf(message.headers().lastHeader(OF_LETTER + name));
    }

    /** The record's key. */
    String key() {
        return message.key() == null ? "" : clean(message.key());
    }

    /** The headers that the record came with; of a repeated one the last. */
    Map<String, String> ofRecord() {
        Map<String, String> texts = new HashMap<>();
        for (Header header : message.headers()) {
            String text = textOf(header);
            if (text != null && !header.key().startsWith(OF_LETTER)) {
                texts.put(clean(header.key()), text);
            }
        }
        return texts;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable String textOf(@Nullable Header header) {
        return header == null || header.value() == null
                ? null
                : clean(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
