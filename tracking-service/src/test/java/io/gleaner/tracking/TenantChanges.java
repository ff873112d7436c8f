package io.gleaner.tracking;

import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Decoded.Accepted;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** What is relayed of one tenant, from the first change on. */
public final class TenantChanges implements AutoCloseable {

    private final Consumer<String, byte[]> consumer;
    private final EventCodec codec;
    private final String tenant;
    private final List<Event<?>> seen = new ArrayList<>();

    public TenantChanges(ConsumerFactory<String, byte[]> consumers, EventCodec codec, Topics topics, String tenant) {
        this.codec = codec;
        this.tenant = tenant;
        this.consumer = consumers.createConsumer("relay-reader", null);
        TopicPartition partition =
                new TopicPartition(topics.nameOf(Topic.TRACKING_CHANGES), Topics.partitionOf(tenant));
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** All so far, of which there are at least so many. */
    public List<Event<?>> atLeast(int count) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(message -> {
                if (codec.decode(message) instanceof Accepted(Event<?> event, var _)
                        && event.tenantId().equals(tenant)) {
                    seen.add(event);
                }
            });
            return seen.size() >= count;
        });
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
