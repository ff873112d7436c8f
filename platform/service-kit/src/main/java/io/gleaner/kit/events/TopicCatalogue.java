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

    private final Topics topics;
    private final short replicationFactor;

    TopicCatalogue(Topics topics, short replicationFactor) {
        this.topics = topics;
        this.replicationFactor = replicationFactor;
    }

    Collection<NewTopic> all() {
        return Arrays.stream(Topic.values())
                .flatMap(topic -> Stream.of(topic(topic), kept(topics.deadLettersOf(topic), DEAD_LETTERS)))
                .toList();
    }

    private NewTopic topic(Topic topic) {
        return topic.retention()
                .map(time -> kept(topics.nameOf(topic), time))
                .orElseGet(() -> named(topics.nameOf(topic)).compact().build());
    }

    private NewTopic kept(String name, Duration time) {
        return named(name)
                .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(time.toMillis()))
                .build();
    }

    private TopicBuilder named(String name) {
        return TopicBuilder.name(name).partitions(Topic.PARTITIONS).replicas(replicationFactor);
    }
}
