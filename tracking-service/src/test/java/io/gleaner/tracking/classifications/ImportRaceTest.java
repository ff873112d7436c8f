package io.gleaner.tracking.classifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.Topic;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.tracking.OnTracking;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** Edits that overtake the import of their transactions. */
class ImportRaceTest extends OnTracking {

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    @Autowired
    Topics topics;

    @Autowired
    ProducerFactory<String, byte[]> producers;

    @Autowired
    EventCodec codec;

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

    /** A publisher of another system that sends in transactions. */
    private KafkaTemplate<String, byte[]> transactional() {
        Map<String, Object> settings = new HashMap<>(producers.getConfigurationProperties());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "of-" + tenant);
        return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(settings));
    }

    private ProducerRecord<String, byte[]> message(TransactionsImported payload) {
        return codec.encode(event(EventTypes.TRANSACTION_IMPORTED, payload));
    }

    @Test
    void the_end_of_a_transaction_keeps_no_edit_waiting() {
        KafkaTemplate<String, byte[]> kafka = transactional();
        TransactionsImported committed = importOf(List.of(transaction("t-1", "ACME")));
        kafka.executeInTransaction(open -> open.send(message(committed)));
        completed(committed.operationId());

        assertThat(classified("entity", "Media", "nobody's")
                        .path("refused_total")
                        .asInt())
                .isEqualTo(1);

        assertThatThrownBy(() -> kafka.executeInTransaction(open -> {
                    open.send(message(importOf(List.of(transaction("t-2", "ACME")))))
                            .join();
                    throw new IllegalStateException("aborts");
                }))
                .isInstanceOf(IllegalStateException.class);

        JsonNode done = classified("entity", "Media", "t-1", "t-2");
        assertThat(done.path("updated").asInt()).isEqualTo(1);
        assertThat(done.path("refused").path(0).path("transaction_id").asString())
                .isEqualTo("t-2");
        kafka.destroy();
    }

    @Test
    void an_import_behind_an_aborted_one_is_waited_for() {
        KafkaTemplate<String, byte[]> kafka = transactional();
        imports().stop();
        assertThatThrownBy(() -> kafka.executeInTransaction(open -> {
                    open.send(message(importOf(List.of(transaction("t-1", "ABORTED")))))
                            .join();
                    throw new IllegalStateException("aborts");
                }))
                .isInstanceOf(IllegalStateException.class);
        kafka.executeInTransaction(open -> open.send(message(importOf(List.of(transaction("t-1", "ACME"))))));
        ClassificationRecorded edit = edit("entity", "Media", List.of("t-1"));
        publish(event(EventTypes.CLASSIFICATION_RECORDED, edit));

        imports().start();

        assertThat(completed(edit.operationId()).path("updated").asInt()).isEqualTo(1);
        assertThat(transactionOf("t-1").path("key").asString()).isEqualTo("acme");
        kafka.destroy();
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
