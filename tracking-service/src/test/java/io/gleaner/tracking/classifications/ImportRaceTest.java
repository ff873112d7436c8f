package io.gleaner.tracking.classifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Topics;
import io.gleaner.tracking.OnTracking;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** Edits that overtake the import of their transactions. */
class ImportRaceTest extends OnTracking {

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    @Autowired
    Topics topics;

    private MessageListenerContainer imports() {
        String topic = topics.nameOf(Topic.TRANSACTIONS);
        return listeners.getListenerContainers().stream()
                .filter(container ->
                        List.of(container.getContainerProperties().getTopics()).contains(topic))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void labelling_right_after_importing_loses_nothing() {
        List<ClassificationRecorded> edits = IntStream.range(0, 30)
                .mapToObj(i -> {
                    var rows = transactions("round-" + i + "-", 20, "ACME");
                    ClassificationRecorded edit = edit("entity", "Media", ids(rows));
                    publish(List.of(
                            event(EventTypes.TRANSACTION_IMPORTED, importOf(rows)),
                            event(EventTypes.CLASSIFICATION_RECORDED, edit)));
                    return edit;
                })
                .toList();

        assertThat(edits).allSatisfy(edit -> {
            JsonNode done = completed(edit.operationId());
            assertThat(done.path("updated").asInt()).isEqualTo(20);
            assertThat(done.path("refused_total").asInt()).isZero();
        });
        assertThat(tracked()).isEqualTo(600);
    }

    @Test
    void an_edit_waits_for_an_import_that_is_accepted_and_not_applied() {
        imports().stop();
        TransactionsImported late = importOf(List.of(transaction("t-1", "ACME")));
        ClassificationRecorded edit = edit("entity", "Media", List.of("t-1", "nobody's"));
        publish(event(EventTypes.TRANSACTION_IMPORTED, late));
        publish(event(EventTypes.CLASSIFICATION_RECORDED, edit));

        imports().start();

        JsonNode done = completed(edit.operationId());
        assertThat(done.path("updated").asInt()).isEqualTo(1);
        assertThat(done.path("refused").path(0).path("transaction_id").asString())
                .isEqualTo("nobody's");
        assertThat(done.path("refused_total").asInt()).isEqualTo(1);
    }
}
