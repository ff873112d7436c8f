package io.gleaner.kit.events;

import io.gleaner.contracts.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;

/** What the broker is told of each topic and its dead letters. */
final class TopicCatalogue {

    /** Dead letters wait for a person: longer than their topic keeps them. */
    private static final Duration DEAD_LETTERS = Duration.ofDays(90);

    /** What compression adds at most to what it cannot make smaller. */
    private static final int COMPRESSION_BYTES = 64 << 10;

    private final Topics topics;
    private final short replicationFactor;

    TopicCatalogue(Topics topics, short replicationFactor) {
        this.topics = topics;
        this.replicationFactor = replicationFactor;
    }

    Collection<NewTopic> all() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(topic(topic), deadLetters(topic)))
                .toList();
    }

    private NewTopic topic(Topic topic) {
        return topic.retention()
                .map(time -> kept(topics.nameOf(topic), time).build())
                .orElseGet(() -> named(topics.nameOf(topic)).compact().build());
    }

    private NewTopic deadLetters(Topic topic) {
        return kept(topics.deadLettersOf(topic), DEAD_LETTERS)
                .config(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(Topic.MAX_DEAD_LETTER_BYTES + COMPRESSION_BYTES))
                .build();
    }

    private TopicBuilder kept(String name, Duration time) {
        return named(name).config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()));
    }

    private TopicBuilder named(String name) {
        return TopicBuilder.name(name).partitions(Topic.PARTITIONS).replicas(replicationFactor);
    }
}
