package io.gleaner.kit.relay;

import io.gleaner.contracts.Identifiers;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.LetterHeaders;
import io.gleaner.kit.events.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows that no event can be made of, as dead letters of the relay's topic: the row as JSON, with the reason and where it
 * comes from.
 */
final class RefusedRows {

    /** Room for the headers within what a dead letter may be. */
    private static final int MAX_BYTES = Topic.MAX_DEAD_LETTER_BYTES - (64 << 10);

    private final String relay;
    private final String topic;
    private final String deadLetters;

    RefusedRows(RelayDefinition relay, Topics topics) {
        this.relay = relay.name();
        this.topic = topics.nameOf(relay.topic());
        this.deadLetters = topics.deadLettersOf(relay.topic());
    }

    ProducerRecord<String, byte[]> deadLetter(Row row, RuntimeException cause) {
        String tenant = tenantOf(row);
        Integer partition = tenant == null ? null : Topics.partitionOf(tenant);
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(deadLetters, partition, tenant, json(row));
        new LetterHeaders(letter.headers())
                .with("reason", String.valueOf(cause.getMessage()))
                .with("error", cause.getClass().getName())
                .with("topic", topic)
                .with("relay", relay)
                .with("table", row.table());
        return letter;
    }

    private static @Nullable String tenantOf(Row row) {
        return row.columns().get("tenant_id") instanceof String tenant && Identifiers.isTenantId(tenant)
                ? tenant
                : null;
    }

    /** Null where not even a dead letter can hold the row. */
    private static byte @Nullable [] json(Row row) {
        byte[] json = EventJson.MAPPER.writeValueAsBytes(row.columns());
        return json.length > MAX_BYTES ? null : json;
    }
}
