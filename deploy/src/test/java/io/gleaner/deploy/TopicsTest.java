package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.Topic;
import io.gleaner.stack.home.Service;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The topics are those of the catalogue, as the services would make them on a machine of their own. */
class TopicsTest {

    private static final String PREFIX = "gleaner.";
    private static final Duration DEAD_LETTERS = Duration.ofDays(90);

    @Test
    void every_topic_of_the_catalogue_is_declared_and_no_other() {
        Stream<String> catalogue =
                Stream.of(Topic.values()).flatMap(topic -> Stream.of(topic.on(PREFIX), topic.deadLettersOn(PREFIX)));
        Stream<String> positions = Services.ALL.stream()
                .filter(Services::relays)
                .map(service -> PREFIX + service.label() + "-relay-offsets");
        assertThat(declared().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(catalogue, positions).toList());
    }

    @Test
    void every_topic_has_the_partitions_and_keeps_what_the_catalogue_says() {
        for (Topic topic : Topic.values()) {
            JsonNode one = declared(topic.on(PREFIX));
            assertThat(one.path("partitions").asInt()).isEqualTo(Topic.PARTITIONS);
            assertThat(retention(one)).isEqualTo(topic.retention());
            assertThat(one.at("/config/cleanup.policy").asString("delete"))
                    .isEqualTo(topic.retention().isPresent() ? "delete" : "compact");

            JsonNode letters = declared(topic.deadLettersOn(PREFIX));
            assertThat(letters.path("partitions").asInt()).isEqualTo(Topic.PARTITIONS);
            assertThat(retention(letters)).contains(DEAD_LETTERS);
            assertThat(letters.at("/config/max.message.bytes").asInt())
                    .as("what any topic takes, its dead letters take with their headers")
                    .isEqualTo(Topic.MAX_DEAD_LETTER_BYTES + (64 << 10));
        }
    }

    @Test
    void positions_of_relays_are_kept_in_one_compacted_partition() {
        for (Service service : Services.ALL.stream().filter(Services::relays).toList()) {
            JsonNode positions = declared(PREFIX + service.label() + "-relay-offsets");
            assertThat(positions.path("partitions").asInt()).isEqualTo(1);
            assertThat(positions.at("/config/cleanup.policy").asString()).isEqualTo("compact");
        }
    }

    @Test
    void a_record_outlives_any_node_and_no_topic_appears_by_itself() {
        assertThat(declared().values()).allMatch(topic -> topic.path("replicas").asInt() == 3);
        JsonNode config = Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals("Kafka"))
                .map(kafka -> kafka.at("/spec/kafka/config"))
                .findFirst()
                .orElseThrow();
        assertThat(config.path("min.insync.replicas").asInt()).isEqualTo(2);
        assertThat(config.path("auto.create.topics.enable").asBoolean(true)).isFalse();
        assertThat(config.path("unclean.leader.election.enable").asBoolean(true))
                .isFalse();
    }

    @Test
    void no_more_replicas_are_asked_for_than_there_are_partitions() {
        Resource scaling = Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals("ScaledObject"))
                .findFirst()
                .orElseThrow();
        assertThat(scaling.at("/spec/maxReplicaCount").asInt()).isEqualTo(Topic.PARTITIONS);
        assertThat(scaling.at("/spec/triggers/0/metadata/topic").asString())
                .isEqualTo(Topic.TRACKING_CHANGES.on(PREFIX));
    }

    private static Optional<Duration> retention(JsonNode topic) {
        JsonNode millis = topic.at("/config/retention.ms");
        return millis.isMissingNode() ? Optional.empty() : Optional.of(Duration.ofMillis(millis.asLong()));
    }

    private static JsonNode declared(String name) {
        return Objects.requireNonNull(declared().get(name), name);
    }

    private static Map<String, JsonNode> declared() {
        return Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals("KafkaTopic"))
                .collect(Collectors.toMap(Resource::name, topic -> topic.at("/spec"), (a, b) -> a, TreeMap::new));
    }
}
