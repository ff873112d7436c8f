package io.gleaner.kit.deadletters;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Topics;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Reads the letters of every topic that a listener of this service reads, and only those; a service without listeners
 * has no letters.
 */
final class LetterBox implements SmartLifecycle {

    /** Letters of one transaction: each holds up to 8 MiB. */
    private static final int MAX_LETTERS = 20;

    private final KafkaListenerEndpointRegistry listeners;
    private final ConcurrentKafkaListenerContainerFactory<?, ?> containers;
    private final Topics topics;
    private final String group;
    private final Function<Set<String>, LetterListener> listener;
    private @Nullable ConcurrentMessageListenerContainer<?, ?> container;

    /**
     * @param group in which the letters are read
     * @param listener to the letters of these consumer groups
     */
    LetterBox(
            KafkaListenerEndpointRegistry listeners,
            ConcurrentKafkaListenerContainerFactory<?, ?> containers,
            Topics topics,
            String group,
            Function<Set<String>, LetterListener> listener) {
        this.listeners = listeners;
        this.containers = containers;
        this.topics = topics;
        this.group = group;
        this.listener = listener;
    }

    @Override
    public void start() {
        Set<Topic> read = read();
        if (read.isEmpty()) {
            return;
        }
        container = containers.createContainer(
                read.stream().map(topics::deadLettersOf).toArray(String[]::new));
        container.setBeanName("dead-letters");
        container.getContainerProperties().setGroupId(group);
        container.getContainerProperties().setKafkaConsumerProperties(fewAtATime());
        container.setupMessageListener(listener.apply(consumers()));
        container.start();
    }

    @Override
    public void stop() {
        if (container != null) {
            container.stop();
            container = null;
        }
    }

    @Override
    public boolean isRunning() {
        return container != null;
    }

    private static Properties fewAtATime() {
        Properties few = new Properties();
        few.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(MAX_LETTERS));
        return few;
    }

    private Set<Topic> read() {
        Set<String> names = all().map(one -> one.getContainerProperties().getTopics())
                .flatMap(some -> some == null ? Stream.empty() : Arrays.stream(some))
                .collect(Collectors.toSet());
        return names.stream()
                .flatMap(name -> topics.named(name).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> consumers() {
        return all().map(MessageListenerContainer::getGroupId).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<MessageListenerContainer> all() {
        return listeners.getAllListenerContainers().stream();
    }
}
