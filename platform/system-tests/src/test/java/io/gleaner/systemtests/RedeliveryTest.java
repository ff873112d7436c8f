package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** Case 11 of the specification: what was delivered once comes again. */
@Isolated
class RedeliveryTest {

    private static final int TIMES = 5;
    private static final String POSITIONS = "gleaner.tracking-relay-offsets";

    private final Stack stack = Stack.running();
    private final Drag drag = Drag.prepared();

    /** All that nine edits leave behind. */
    private record Effect(
            List<JsonNode> suggestions,
            List<JsonNode> patterns,
            long tracked,
            long evidence,
            long occurrences,
            List<String> windowsClosed,
            List<String> raised,
            List<String> activated,
            int calls) {}

    @Test
    void records_that_come_five_times_more_have_no_further_effect() {
        try (TopicReader edits = TopicReader.fromNow("gleaner.classifications");
                TopicReader changes = TopicReader.fromNow("gleaner.tracking-changes");
                TopicReader patternEvents = TopicReader.fromNow("gleaner.pattern-events")) {
            Effect once = effectOfTheDrag(patternEvents);
            List<ConsumerRecord<byte[], byte[]>> edit = edits.of(drag.tenant());
            List<ConsumerRecord<byte[], byte[]>> tracked = changes.of(drag.tenant());
            assertThat(edit).hasSize(1);
            assertThat(tracked).hasSize(9);

            for (int i = 0; i < TIMES; i++) {
                send(edit);
                send(tracked);
            }

            assertThat(changes.of(drag.tenant())).hasSize(9 + TIMES * 9);
            assertThat(effectOnceAllIsHandled(patternEvents)).isEqualTo(once);
        }
    }

    @Test
    void a_relay_that_starts_at_an_old_position_sends_all_again_without_further_effect() {
        ConsumerRecord<byte[], byte[]> oldPosition = positionOfTheRelay();
        try (TopicReader changes = TopicReader.fromNow("gleaner.tracking-changes");
                TopicReader patternEvents = TopicReader.fromNow("gleaner.pattern-events")) {
            Effect once = effectOfTheDrag(patternEvents);
            List<String> sent = ids(changes.of(drag.tenant()));
            await().atMost(Tenant.PATIENCE)
                    .until(() -> !Arrays.equals(positionOfTheRelay().value(), oldPosition.value()));

            stack.stop("tracking");
            send(List.of(oldPosition));
            stack.start("tracking");

            await().atMost(Tenant.PATIENCE)
                    .until(() -> changes.of(drag.tenant()).size() == 2 * sent.size());
            assertThat(ids(changes.of(drag.tenant())).subList(sent.size(), 2 * sent.size()))
                    .containsExactlyInAnyOrderElementsOf(sent);
            assertThat(effectOnceAllIsHandled(patternEvents)).isEqualTo(once);
        }
    }

    private Effect effectOfTheDrag(TopicReader patternEvents) {
        drag.insist();
        drag.hasItsEffectOnce();
        drag.isAnnouncedOnce(patternEvents);
        return effect(patternEvents);
    }

    /** A wrong effect would have opened a window by then, and its closing would have been announced. */
    private Effect effectOnceAllIsHandled(TopicReader patternEvents) {
        List.of("gleaner.classifications", "gleaner.tracking-changes").forEach(ConsumerGroups::awaitAllHandled);
        drag.tenant().awaitWindowsClosed();
        drag.awaitCount(0, "pattern", "outbox WHERE true");
        return effect(patternEvents);
    }

    private Effect effect(TopicReader patternEvents) {
        Tenant tenant = drag.tenant();
        return new Effect(
                tenant.suggestions(),
                tenant.patterns(),
                Counting.tracked(tenant),
                drag.count("pattern", "classification_evidence WHERE true"),
                drag.count("pattern", "classification_occurrences WHERE true"),
                patternEvents.idsOf(tenant, "window.closed"),
                patternEvents.idsOf(tenant, "suggestion.raised"),
                patternEvents.idsOf(tenant, "pattern.activated"),
                drag.calls().size());
    }

    /** Sends the same bytes and headers to the same partition again. */
    private void send(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            assertThat(records.stream()
                            .map(each -> producer.send(new ProducerRecord<>(
                                    each.topic(), each.partition(), each.key(), each.value(), each.headers())))
                            .toList())
                    .allSatisfy(sent -> assertThat(sent).succeedsWithin(Tenant.PATIENCE));
        }
    }

    /** Where Debezium would go on now. */
    private static ConsumerRecord<byte[], byte[]> positionOfTheRelay() {
        try (TopicReader positions = TopicReader.fromBeginning(POSITIONS)) {
            return positions.all().getLast();
        }
    }

    private static List<String> ids(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(each -> TopicReader.header(each, "ce_id")).toList();
    }
}
