package io.gleaner.kit.deadletters;

import io.gleaner.kit.events.Topics;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer of this service refused.
 *
 * @param origin where it came from, and who refused it
 * @param reason got, expected, where
 * @param error class of what refused it
 * @param key of the record
 * @param headers of the record, without those of the letter
 * @param payload null where the letter could not hold it
 */
// compared by nobody, so the array's identity does no harm
@SuppressWarnings("ArrayRecordComponent")
record Letter(
        String tenantId,
        Origin origin,
        String reason,
        String error,
        String key,
        Map<String, String> headers,
        byte @Nullable [] payload) {

    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9_999;

    Letter {
        headers = Map.copyOf(headers);
    }

    /** A record's place on the broker, and the consumer group that refused it there. */
    record Origin(String consumer, String topic, int partition, long offset) {}

    /** A CloudEvents attribute, such as {@code id}, as the record has it. */
    @Nullable
    String attribute(String name) {
        return headers.get("ce_" + name);
    }

    /** When the fact was, where the record says a time that a database can hold. */
    Optional<OffsetDateTime> time() {
        try {
            return Optional.ofNullable(attribute("time"))
                    .map(OffsetDateTime::parse)
                    .filter(time -> time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The record as it would come again, with this payload, in the partition of its tenant. */
    ConsumerRecord<String, byte[]> offeredAgain(byte @Nullable [] offered, long timestamp) {
        RecordHeaders again = new RecordHeaders();
        headers.forEach((name, value) -> again.add(name, LetterTexts.bytes(value)));
        return new ConsumerRecord<>(
                origin.topic(),
                Topics.partitionOf(tenantId),
                origin.offset(),
                timestamp,
                TimestampType.CREATE_TIME,
                key.length(),
                offered == null ? 0 : offered.length,
                key,
                offered,
                again,
                Optional.empty());
    }
}
