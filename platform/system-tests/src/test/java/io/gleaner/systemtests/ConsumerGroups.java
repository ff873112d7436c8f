package io.gleaner.systemtests;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services have come with what lies in Kafka. */
final class ConsumerGroups {

    private ConsumerGroups() {}

    /** Waits until every group that reads the topic has handled all that lies there now. */
    static void awaitAllHandled(String topic) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Stack.running().bootstrapServers()))) {
            Map<TopicPartition, Long> ends = ends(admin, topic);
            await().atMost(Tenant.PATIENCE).until(() -> lag(admin, ends) == 0);
        }
    }

    private static long lag(Admin admin, Map<TopicPartition, Long> ends) {
        long lag = 0;
        for (GroupListing group : got(() -> admin.listGroups().all().get())) {
            Map<TopicPartition, OffsetAndMetadata> handled = got(() -> admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get());
            lag += handled.entrySet().stream()
                    .mapToLong(until -> ends.getOrDefault(until.getKey(), 0L)
                            - until.getValue().offset())
                    .filter(behind -> behind > 0)
                    .sum();
        }
        return lag;
    }

    private static Map<TopicPartition, Long> ends(Admin admin, String topic) {
        Map<TopicPartition, OffsetSpec> asked =
                got(() -> admin.describeTopics(List.of(topic)).allTopicNames().get()).values().stream()
                        .flatMap(description -> description.partitions().stream())
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        return got(() -> admin.listOffsets(asked).all().get()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T got(Asking<T> asking) {
        try {
            return asking.ask();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @FunctionalInterface
    private interface Asking<T> {
        T ask() throws ExecutionException, InterruptedException;
    }
}
