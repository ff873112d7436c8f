package io.gleaner.kit.events;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of a record from outside, of which nothing can be taken for granted. */
final class HeaderTexts {

    /** W3C Trace Context: version, trace id and parent id that are not all zeros, flags. */
    private static final Pattern TRACEPARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private HeaderTexts() {}

    /** The record with the headers that have a value: Kafka allows others, CloudEvents knows none. */
    static ConsumerRecord<String, byte[]> withValues(ConsumerRecord<String, byte[]> message) {
        Headers present = new RecordHeaders();
        for (Header header : message.headers()) {
            if (header.value() != null) {
                present.add(header);
            }
        }
        return new ConsumerRecord<>(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                message.timestampType(),
                message.serializedKeySize(),
                message.serializedValueSize(),
                message.key(),
                message.value(),
                present,
                message.leaderEpoch());
    }

    /**
     * The W3C trace context of what caused the fact. One of another shape is as good as none: it is context, and no fact
     * is refused for it.
     */
    static Optional<String> traceparent(Headers headers) {
        return Optional.ofNullable(headers.lastHeader("traceparent"))
                .map(header -> new String(header.value(), StandardCharsets.US_ASCII))
                .filter(text -> TRACEPARENT.matcher(text).matches());
    }
}
