package io.gleaner.gateway.live;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Decoded;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.ConsumerFactory;

/** Reads the live topics, without a group: every replica reads all of them for its own clients. */
final class LiveEventListener {

    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final Map<String, Topic> topicsByName;

    LiveEventListener(ConsumerFactory<String, byte[]> consumers, Topics topics, EventCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
        this.topicsByName = Position.TOPICS.stream().collect(Collectors.toMap(topics::nameOf, Function.identity()));
    }

    /** A consumer that is assigned nothing yet. A missing position is an error: where to read from is always said. */
    Consumer<String, byte[]> consumer(String purpose, int apiTimeoutMillis) {
        Properties overrides = new Properties();
        overrides.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        overrides.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "500");
        overrides.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Integer.toString(1 << 20));
        overrides.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Integer.toString(apiTimeoutMillis));
        overrides.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Integer.toString(apiTimeoutMillis));
        return consumers.createConsumer(null, "live-" + purpose, null, overrides);
    }

    /** The live topics' partitions of this number, by topic. */
    Map<Topic, TopicPartition> partitions(int partition) {
        return topicsByName.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, topic -> new TopicPartition(topic.getKey(), partition)));
    }

    /** The event of a record; empty where it carries none: consumers with a dead letter topic say so there. */
    Optional<LiveEvent> read(ConsumerRecord<String, byte[]> message) {
        return switch (codec.decode(message)) {
            case Decoded.Accepted(var event, var _) ->
                Optional.of(new LiveEvent(
                        event.type().topic(),
                        message.offset() + 1,
                        event.id(),
                        event.type().shortName(),
                        new String(message.value(), StandardCharsets.UTF_8)));
            case Decoded.Refused _ -> Optional.empty();
        };
    }
}
