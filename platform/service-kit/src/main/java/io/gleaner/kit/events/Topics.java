package io.gleaner.kit.events;

import io.gleaner.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.utils.Utils;

/** The topics as this installation names them. */
public final class Topics {

    private final String prefix;

    public Topics(String prefix) {
        this.prefix = prefix;
    }

    /** The topic's name on the broker. */
    public String nameOf(Topic topic) {
        return topic.on(prefix);
    }

    /** Where its refused records go. */
    public String deadLettersOf(Topic topic) {
        return topic.deadLettersOn(prefix);
    }

    /** The consumer group in which a service reads the letters about what it refused. */
    public String deadLetterGroupOf(String service) {
        return prefix + "dead-letters." + service;
    }

    /** The topic of this name, if it is one of ours. */
    public Optional<Topic> named(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> nameOf(topic).equals(name))
                .findFirst();
    }

    /** The partition of every event of this tenant: what Kafka's default partitioner does with the tenant id as key. */
    public static int partitionOf(String tenantId) {
        return Utils.toPositive(Utils.murmur2(tenantId.getBytes(StandardCharsets.UTF_8))) % Topic.PARTITIONS;
    }
}
