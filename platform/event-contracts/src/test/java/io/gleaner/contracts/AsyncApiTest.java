package io.gleaner.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What asyncapi.yaml promises is what the catalogue holds. */
class AsyncApiTest {

    private static final JsonNode API =
            new YAMLMapper().readTree(EventTypesTest.resource("io/gleaner/contracts/asyncapi.yaml"));

    static List<EventType<?>> everyType() {
        return EventTypes.ALL;
    }

    @Test
    void every_topic_is_a_channel_and_every_channel_a_topic() {
        assertThat(API.get("channels").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Topic.values()).map(Topic::suffix).toList());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void a_channel_has_the_key_partitions_owner_and_retention_of_its_topic(Topic topic) {
        JsonNode channel = API.get("channels").get(topic.suffix());

        assertThat(channel.get("address").asString()).isEqualTo(topic.on("gleaner."));
        assertThat(channel.at("/bindings/kafka/partitions").asInt()).isEqualTo(Topic.PARTITIONS);
        assertThat(channel.get("x-key").asString())
                .isEqualToIgnoringCase(topic.key().name());
        assertThat(channel.get("x-owner").asString()).isEqualTo(topic.owner());
        assertThat(channel.get("x-retention").asString())
                .isEqualTo(
                        topic.retention().map(time -> time.toDays() + " days").orElse("latest per key"));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void a_message_is_carried_by_its_topic_and_described_by_its_schema(EventType<?> type) {
        JsonNode message = API.at("/components/messages").get(type.shortName());

        assertThat(API.get("channels")
                        .get(type.topic().suffix())
                        .get("messages")
                        .propertyNames())
                .contains(type.shortName());
        assertThat(message.get("name").asString()).isEqualTo(type.type());
        assertThat("io/gleaner/contracts/"
                        + message.at("/payload/schema").get("$ref").asString())
                .isEqualTo(type.schemaResource());
    }

    @Test
    void no_message_is_unknown_to_the_catalogue() {
        assertThat(API.at("/components/messages").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        EventTypes.ALL.stream().map(EventType::shortName).toList());
    }
}
