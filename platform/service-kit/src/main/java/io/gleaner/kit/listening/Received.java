package io.gleaner.kit.listening;

import io.gleaner.kit.events.Event;
import java.net.URI;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A valid event and the record it came in.
 *
 * @param source who published it; together with the event's id it says which event this is
 */
public record Received(Event<?> event, URI source, ConsumerRecord<String, byte[]> message) {

    /** The payload, where the listener's topic carries one type only. */
    public <E> E payload(Class<E> type) {
        return type.cast(event.payload());
    }
}
