package io.gleaner.kit.listening;

import io.gleaner.kit.events.Event;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A valid event and the record it came in. */
public record Received(Event<?> event, ConsumerRecord<String, byte[]> message) {

    /** The payload, where the listener's topic carries one type only. */
    public <E> E payload(Class<E> type) {
        return type.cast(event.payload());
    }
}
