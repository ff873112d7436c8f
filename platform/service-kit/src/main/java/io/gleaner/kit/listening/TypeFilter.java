package io.gleaner.kit.listening;

import io.gleaner.contracts.EventType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.springframework.kafka.listener.adapter.RecordFilterStrategy;

/**
 * Lets several listeners of a service share a topic: each takes some types of events, and passes over the others by their
 * header, without decoding them. One of them must take whatever is not the others', or a record that nobody knows would
 * be refused by nobody.
 */
public final class TypeFilter implements RecordFilterStrategy<String, byte[]> {

    private static final String TYPE = "ce_type";

    private final Set<String> types;
    private final boolean taken;

    private TypeFilter(boolean taken, EventType<?>... types) {
        this.types = Arrays.stream(types).map(EventType::type).collect(Collectors.toUnmodifiableSet());
        this.taken = taken;
    }

    /** Takes these, and nothing else. */
    public static TypeFilter only(EventType<?>... types) {
        return new TypeFilter(true, types);
    }

    /** Takes everything but these, which another listener takes. */
    public static TypeFilter except(EventType<?>... types) {
        return new TypeFilter(false, types);
    }

    /** Whether to pass the record over. */
    @Override
    public boolean filter(ConsumerRecord<String, byte[]> message) {
        Header type = message.headers().lastHeader(TYPE);
        boolean named = type != null
                && type.value() != null
                && types.contains(new String(type.value(), StandardCharsets.UTF_8));
        return named != taken;
    }
}
