package io.gleaner.kit.events;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
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
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Events as CloudEvents 1.0 in Kafka binary mode; nothing passes that its JSON Schema forbids. */
public final class EventCodec {

    private static final String TENANT = "tenantid";
    private static final String TRACEPARENT = "traceparent";
    private static final String JSON = "application/json";

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
     * @throws IllegalArgumentException if the payload breaks its schema: a defect of the publisher
     */
    public ProducerRecord<String, byte[]> encode(Event<?> event) {
        return encode(event, Topics.partitionOf(event.tenantId()));
    }

    /** The record that carries the event, in the given partition; for what belongs to no tenant. */
    public ProducerRecord<String, byte[]> encode(Event<?> event, int partition) {
        CloudEvent cloudEvent = CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(source)
                .withType(event.type().type())
                .withTime(event.time().atOffset(ZoneOffset.UTC))
                .withExtension(TENANT, event.tenantId())
                .withData(JSON, payloads.write(event))
                .build();
        ProducerRecord<String, byte[]> message = KafkaMessageFactory.createWriter(
                        topics.nameOf(event.type().topic()), partition, event.key())
                .writeBinary(cloudEvent);
        if (event.traceparent() != null) {
            message.headers().add(TRACEPARENT, event.traceparent().getBytes(StandardCharsets.US_ASCII));
        }
        return message;
    }

    /** The event that a record carries, or why it carries none. Never throws for what a record holds. */
    public Decoded decode(ConsumerRecord<String, byte[]> message) {
        try {
            CloudEvent cloudEvent = KafkaMessageFactory.createReader(message).toEvent();
            return new Accepted(read(message, cloudEvent));
        } catch (UnreadableEvent e) {
            return new Refused(e.reason());
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
            return new Refused("expected a CloudEvent 1.0 in Kafka binary mode (headers ce_id, ce_source, ce_type, "
                    + "ce_specversion, ce_tenantid): " + e.getMessage());
        }
    }

    private Event<?> read(ConsumerRecord<String, byte[]> message, CloudEvent cloudEvent) {
        EventType<?> type = typeOf(message, cloudEvent);
        String tenantId = tenantOf(cloudEvent, type);
        String rowId = rowIdOf(message.key(), tenantId, type);
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
                text(message.headers(), TRACEPARENT),
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

    private static void requireKey(boolean agrees, @Nullable String key, String expected) {
        if (!agrees) {
            throw new UnreadableEvent(
                    "record key: got '%s', expected '%s' as ce_tenantid says".formatted(key, expected));
        }
    }

    private static String checkedId(String id) {
        if (id.isBlank() || id.length() > Identifiers.MAX_LENGTH) {
            throw new UnreadableEvent(
                    "ce_id: got %d characters, expected 1 to %d".formatted(id.length(), Identifiers.MAX_LENGTH));
        }
        return id;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
