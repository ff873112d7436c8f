package io.gleaner.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.Topic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TopicsTest {

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_topic_is_found_by_its_name(Topic topic) {
        Topics topics = new Topics("gleaner.");

        assertThat(topics.named(topics.nameOf(topic))).contains(topic);
    }

    /** The partitions were computed by an independent murmur2, as the Kafka protocol defines it. */
    @ParameterizedTest
    @CsvSource({"acme, 0", "globex, 7", "tenant-42, 2", "a, 4"})
    void the_partition_is_the_one_of_kafkas_default_partitioner_for_the_tenant_as_key(String tenantId, int partition) {
        assertThat(Topics.partitionOf(tenantId)).isEqualTo(partition);
    }
}
