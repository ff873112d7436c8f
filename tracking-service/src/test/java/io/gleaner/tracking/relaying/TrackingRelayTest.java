package io.gleaner.tracking.relaying;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRetracted;
import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.tracking.OnTracking;
import io.gleaner.tracking.TenantChanges;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;

class TrackingRelayTest extends OnTracking {

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    EventCodec codec;

    @Autowired
    Topics topics;

    private TenantChanges changes;

    @BeforeEach
    void readTheTenantsPartition() {
        changes = new TenantChanges(consumers, codec, topics, tenant);
    }

    @AfterEach
    void close() {
        changes.close();
    }

    @Test
    void tracking_records_are_relayed_with_all_they_say() {
        imported(IntStream.rangeClosed(1, 9)
                .mapToObj(i -> transaction("t-" + i, "NETFLIX.COM ref " + (1000 + i)))
                .toList());
        String operation = classified(
                        "entity",
                        "Media",
                        IntStream.rangeClosed(1, 9).mapToObj(i -> "t-" + i).toArray(String[]::new))
                .path("operation_id")
                .asString();

        assertThat(changes.atLeast(9)).hasSize(9).allSatisfy(event -> {
            ClassificationTracked tracked = (ClassificationTracked) event.payload();
            assertThat(tracked.operationId()).isEqualTo(operation);
            assertThat(tracked.key()).isEqualTo("netflix com");
            assertThat(tracked.signature()).hasSize(64);
            assertThat(tracked.newValue()).isEqualTo("Media");
            assertThat(tracked.learnable()).isTrue();
            assertThat(tracked.rowVersion()).isEqualTo(1);
            assertThat(event.id()).isEqualTo(tracked.trackingId() + ".1");
            assertThat(event.rowId()).isEqualTo(tracked.trackingId());
            assertThat(event.time()).isEqualTo(tracked.trackedAt());
            assertThat(event.traceparent()).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        });
    }

    @Test
    void a_cleared_label_without_a_key_is_relayed_with_its_reason() {
        imported(transaction("t-1", null));
        classified("entity", "Media", "t-1");
        classified("entity", null, "t-1");

        assertThat(changes.atLeast(2))
                .extracting(event -> ((ClassificationTracked) event.payload()).notLearnableReason())
                .containsExactly("no_key", "label_cleared");
    }

    @Test
    void a_label_that_its_canonical_form_makes_longer_is_relayed_as_new_and_as_old_value() {
        imported(transaction("t-1", "ACME"));
        String given = "\uD834\uDD60".repeat(100) + "\u0958".repeat(100);
        classified("entity", given, "t-1");
        classified("entity", "Media", "t-1");

        assertThat(changes.atLeast(2))
                .extracting(event -> (ClassificationTracked) event.payload())
                .satisfiesExactly(
                        first -> assertThat(first.newValue()).hasSizeGreaterThan(given.length()),
                        second -> assertThat(second.oldValue()).hasSizeGreaterThan(given.length()));
    }

    @Test
    void a_row_that_is_no_longer_active_is_relayed_as_retracted() {
        imported(transaction("t-1", "ACME"));
        classified("entity", "Media", "t-1");
        changes.atLeast(1);

        jdbc.sql("UPDATE user_classification_tracking SET active = false, row_version = 2 WHERE tenant_id = ?")
                .param(tenant)
                .update();

        ClassificationRetracted retracted =
                (ClassificationRetracted) changes.atLeast(2).getLast().payload();
        assertThat(retracted.rowVersion()).isEqualTo(2);
        assertThat(retracted.transactionId()).isEqualTo("t-1");
        assertThat(retracted.trackingId())
                .isEqualTo(
                        ((ClassificationTracked) changes.atLeast(2).getFirst().payload()).trackingId());
    }
}
