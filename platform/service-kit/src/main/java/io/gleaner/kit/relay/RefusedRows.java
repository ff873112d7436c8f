package io.gleaner.kit.relay;

import io.gleaner.contracts.Identifiers;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.events.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows that no event can be made of, as dead letters of the relay's topic: the row as JSON, with the reason and where it
 * comes from.
 */
final class RefusedRows {

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
        add(letter, "gleaner-reason", String.valueOf(cause.getMessage()));
        add(letter, "gleaner-error", cause.getClass().getName());
        add(letter, "gleaner-topic", topic);
        add(letter, "gleaner-relay", relay);
        add(letter, "gleaner-table", row.table());
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
        return json.length > Translator.MAX_BYTES ? null : json;
    }

    private static void add(ProducerRecord<String, byte[]> letter, String header, String value) {
        letter.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }
}
