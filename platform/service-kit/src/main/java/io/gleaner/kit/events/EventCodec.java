package io.gleaner.kit.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Identifiers;
import io.gleaner.contracts.RelayMarked;
import io.gleaner.kit.events.Decoded.Accepted;
import io.gleaner.kit.events.Decoded.Refused;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Events as CloudEvents 1.0 in Kafka binary mode; nothing passes that its JSON Schema forbids. */
public final class EventCodec {

    private static final String TENANT = "tenantid";
    private static final String TRACEPARENT = "traceparent";
    private static final String JSON = "application/json";

    /** Below what a broker takes by default (1 MiB), with room for headers. */
    static final int MAX_BYTES = 1_000_000;

    /** Longest name of a publisher, in characters. */
    private static final int MAX_SOURCE = 200;

    private final URI source;
    private final Topics topics;
    private final Payloads payloads = new Payloads();

    /** @param source which service publishes, such as {@code /gleaner/tracking} */
    public EventCodec(URI source, Topics topics) {
        this.source = source;
        this.topics = topics;
    }

    /**
     * The record that carries the event, in its tenant's partition.
     *
     * @throws IllegalArgumentException if the payload breaks its schema or exceeds {@value #MAX_BYTES} bytes: a defect of
     *     the publisher
     */
    public ProducerRecord<String, byte[]> encode(Event<?> event) {
        return encode(event, source);
    }

    /**
     * The record that carries an event of another publisher, offered again.
     *
     * @throws IllegalArgumentException as {@link #encode(Event)}
     */
    public ProducerRecord<String, byte[]> encode(Event<?> event, URI publisher) {
        return encode(event, publisher, Topics.partitionOf(event.tenantId()));
    }

    /** The record that carries the event, in the given partition; for what belongs to no tenant. */
    public ProducerRecord<String, byte[]> encode(Event<?> event, int partition) {
        return encode(event, source, partition);
    }

    private ProducerRecord<String, byte[]> encode(Event<?> event, URI publisher, int partition) {
        CloudEvent cloudEvent = CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(publisher)
                .withType(event.type().type())
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withExtension(TENANT, event.tenantId())
                .withData(JSON, payload(event))
                .build();
        ProducerRecord<String, byte[]> message = KafkaMessageFactory.createWriter(
                        topics.nameOf(event.type().topic()), partition, event.key())
                .writeBinary(cloudEvent);
        if (event.traceparent() != null) {
            message.headers().add(TRACEPARENT, event.traceparent().getBytes(StandardCharsets.US_ASCII));
        }
        return message;
    }

    private byte[] payload(Event<?> event) {
        byte[] payload = payloads.write(event);
        if (payload.length > MAX_BYTES) {
            throw new IllegalArgumentException("%s: payload: got %d bytes, expected at most %d"
                    .formatted(event.type().type(), payload.length, MAX_BYTES));
        }
        return payload;
    }

    /**
     * The event that a record carries, or why it carries none. Never throws for what a record holds; a header without a
     * value counts as absent.
     */
    public Decoded decode(ConsumerRecord<String, byte[]> raw) {
        ConsumerRecord<String, byte[]> message = HeaderTexts.withValues(raw);
        try {
            CloudEvent cloudEvent = KafkaMessageFactory.createReader(message).toEvent();
            return new Accepted(read(message, cloudEvent), checkedSource(cloudEvent.getSource()));
        } catch (UnreadableEvent e) {
            return new Refused(e.reason(), e.faults());
        } catch (RuntimeException e) { // it stands on nothing but the record, so whatever failed is the record's fault
            return new Refused(
                    "expected a CloudEvent 1.0 in Kafka binary mode (headers ce_id, ce_source, ce_type, "
                            + "ce_specversion, ce_tenantid): " + e.getMessage(),
                    List.of());
        }
    }

    private Event<?> read(ConsumerRecord<String, byte[]> message, CloudEvent cloudEvent) {
        EventType<?> type = typeOf(message, cloudEvent);
        String tenantId = tenantOf(cloudEvent, type);
        String rowId = rowIdOf(message.key(), tenantId, type);
        requirePartition(message.partition(), tenantId);
        return event(message, cloudEvent, type, tenantId, rowId);
    }

    private <E> Event<E> event(
            ConsumerRecord<String, byte[]> message,
            CloudEvent cloudEvent,
            EventType<E> type,
            String tenantId,
            @Nullable String rowId) {
        E payload = payloads.read(type, cloudEvent.getData());
        Instant time = cloudEvent.getTime() == null
                ? Instant.ofEpochMilli(message.timestamp())
                : cloudEvent.getTime().toInstant();
        return new Event<>(
                checkedId(cloudEvent.getId()),
                tenantId,
                rowId,
                time,
                HeaderTexts.traceparent(message.headers()).orElse(null),
                type,
                payload);
    }

    private EventType<?> typeOf(ConsumerRecord<String, byte[]> message, CloudEvent cloudEvent) {
        EventType<?> type = EventTypes.of(cloudEvent.getType())
                .orElseThrow(() -> new UnreadableEvent("ce_type: unknown type '%s'".formatted(cloudEvent.getType())));
        String expected = topics.nameOf(type.topic());
        if (!expected.equals(message.topic())) {
            throw new UnreadableEvent(
                    "ce_type: %s belongs to topic %s, not to %s".formatted(type.type(), expected, message.topic()));
        }
        return type;
    }

    private static String tenantOf(CloudEvent cloudEvent, EventType<?> type) {
        Object tenantId = cloudEvent.getExtension(TENANT);
        if (type.equals(EventTypes.RELAY_MARKED) && RelayMarked.TENANT.equals(tenantId)) {
            return RelayMarked.TENANT;
        }
        if (tenantId instanceof String id && Identifiers.isTenantId(id)) {
            return id;
        }
        throw new UnreadableEvent(
                "ce_tenantid: got '%s', expected 1 to 100 of letters, digits and . _ : @ -".formatted(tenantId));
    }

    private static @Nullable String rowIdOf(@Nullable String key, String tenantId, EventType<?> type) {
        return switch (type.topic().key()) {
            case TENANT -> {
                requireKey(tenantId.equals(key), key, tenantId);
                yield null;
            }
            case TENANT_AND_ROW -> {
                String before = tenantId + "/";
                requireKey(
                        key != null && key.startsWith(before) && key.length() > before.length(),
                        key,
                        before + "<row id>");
                yield Objects.requireNonNull(key).substring(before.length());
            }
        };
    }

    /** The order of a tenant's events is kept by one partition; a mark of a relay stands in all of them. */
    private static void requirePartition(int partition, String tenantId) {
        int expected = Topics.partitionOf(tenantId);
        if (partition != expected && !tenantId.equals(RelayMarked.TENANT)) {
            throw new UnreadableEvent(
                    "partition: got %d, expected %d, which is murmur2 of the tenant id (Kafka's default partitioner; murmur2_random in librdkafka)"
                            .formatted(partition, expected));
        }
    }

    private static void requireKey(boolean agrees, @Nullable String key, String expected) {
        if (!agrees) {
            throw new UnreadableEvent(
                    "record key: got '%s', expected '%s' as ce_tenantid says".formatted(key, expected));
        }
    }

    private static String checkedId(String id) {
        if (!Identifiers.isEventId(id)) {
            throw new UnreadableEvent("ce_id: got %d characters, expected 1 to %d without control characters"
                    .formatted(id.length(), Identifiers.MAX_LENGTH));
        }
        return id;
    }

    private static URI checkedSource(URI source) {
        int length = source.toString().length();
        if (length > MAX_SOURCE) {
            throw new UnreadableEvent(
                    "ce_source: got %d characters, expected at most %d".formatted(length, MAX_SOURCE));
        }
        return source;
    }
}
