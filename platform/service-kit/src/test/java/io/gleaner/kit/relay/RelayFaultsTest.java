package io.gleaner.kit.relay;

import static io.gleaner.kit.relay.Received.header;
import static io.gleaner.kit.relay.RelayBed.relaying;
import static io.gleaner.kit.relay.RelayBed.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.Topic;
import io.gleaner.stack.servers.PostgresServer;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestServers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What breaks beside a relay, and that nothing is lost by it. */
@OnRealServers
@Execution(ExecutionMode.CONCURRENT)
class RelayFaultsTest {

    private RelayBed bed;
    private Received received;

    @BeforeEach
    void open() {
        bed = new RelayBed();
        received = bed.receive();
    }

    @AfterEach
    void close() {
        received.close();
        bed.close();
    }

    @Test
    void rows_that_share_an_lsn_all_arrive_though_the_relay_dies_among_them() {
        AtomicInteger seen = new AtomicInteger();
        RelayDefinition dyingAtRow250 = Notes.relay(row -> {
            if (seen.incrementAndGet() == 250) {
                bed.endSessions("application_name LIKE '%_relay'");
                waitForTheEnd();
            }
            return Notes.event(row);
        });
        relaying(bed.start(dyingAtRow250, Map.of("gleaner.relay.max-batch", "100", "gleaner.relay.max-queue", "200")));

        bed.copy("acme", 1_000, 2_000);

        until(() -> assertThat(received.bodies()).contains("n2000"));
        assertThat(received.bodies()).containsAll(numbered(1_000, 2_000));
    }

    @Test
    void a_relay_that_restarts_at_an_old_position_repeats_events_with_the_same_ids() {
        Map<String, String> confirmsNothing = Map.of("gleaner.relay.engine[lsn.flush.mode]", "manual");
        relaying(bed.start(Notes.relay(), confirmsNothing));
        bed.insertMany("acme", 1, 5);
        until(() -> assertThat(received.bodies()).hasSize(5));
        untilPassed();
        bed.stopLatest();
        ConsumerRecord<String, String> oldPosition = bed.positions().latest();
        relaying(bed.start(Notes.relay(), confirmsNothing));
        bed.insertMany("acme", 6, 10);
        until(() -> assertThat(received.bodies()).hasSize(10));
        untilPassed();
        bed.stopLatest();

        bed.positions().turnBackTo(oldPosition);
        bed.start(Notes.relay(), confirmsNothing);

        until(() -> assertThat(received.bodies()).hasSizeGreaterThanOrEqualTo(15));
        assertThat(new HashSet<>(received.bodies())).containsExactlyInAnyOrderElementsOf(numbered(1, 10));
        assertThat(received.bodies().subList(10, 15)).isEqualTo(numbered(6, 10));
        assertSameBytesPerId();
    }

    @Test
    void after_the_slot_was_dropped_every_row_is_relayed_again() {
        relaying(bed.start(Notes.relay(), Map.of()));
        bed.insertMany("acme", 1, 5);
        until(() -> assertThat(received.bodies()).hasSize(5));
        bed.stopLatest();
        bed.execute(Role.RELAY, "SELECT pg_drop_replication_slot(?)", bed.slot());
        bed.insertMany("globex", 6, 10);

        bed.start(Notes.relay(), Map.of());

        until(() -> assertThat(received.bodies()).hasSize(15));
        assertThat(received.bodies().subList(5, 15)).containsExactlyInAnyOrderElementsOf(numbered(1, 10));
        assertSameBytesPerId();
    }

    @Test
    void after_kafka_forgot_the_position_every_row_is_relayed_again() {
        relaying(bed.start(Notes.relay(), Map.of()));
        bed.insertMany("acme", 1, 5);
        until(() -> assertThat(received.bodies()).hasSize(5));
        bed.stopLatest();
        bed.positions().forget();
        bed.insertMany("acme", 6, 10);

        bed.start(Notes.relay(), Map.of());

        until(() -> assertThat(received.bodies()).hasSize(15));
        assertThat(received.bodies()).containsAll(numbered(1, 10));
    }

    @Test
    void a_first_snapshot_that_is_cut_off_begins_anew() {
        bed.insertMany("acme", 1, 1_000);
        AtomicInteger seen = new AtomicInteger();
        RelayDefinition dyingAtRow250 = Notes.relay(row -> {
            if (seen.incrementAndGet() == 250) {
                bed.endSessions("application_name LIKE '%_relay'");
                waitForTheEnd();
            }
            return Notes.event(row);
        });

        bed.start(dyingAtRow250, Map.of("gleaner.relay.max-batch", "100", "gleaner.relay.max-queue", "200"));

        until(() -> assertThat(received.bodies()).containsAll(numbered(1, 1_000)));
    }

    @Test
    void rows_that_are_committed_while_postgres_is_out_of_reach_arrive_when_it_is_back() throws Exception {
        PostgresServer server = TestServers.running().postgres();
        try (CuttableLink link = new CuttableLink(server.host(), server.port())) {
            ChangeRelay relay = bed.startVia(link.port(), Notes.relay(), Map.of());
            relaying(relay);
            bed.insert("acme", "before");
            until(() -> assertThat(received.bodies()).containsExactly("before"));

            link.cut();
            until(() -> assertThat(relay.status().state()).isInstanceOf(RelayState.Failed.class));
            bed.insert("acme", "meanwhile");
            link.mend();

            until(() -> assertThat(received.bodies()).contains("before", "meanwhile"));
            assertThat(relay.status().failures()).isPositive();
        }
    }

    @Test
    void a_relay_that_cannot_reach_kafka_says_so_and_goes_on_trying() {
        ChangeRelay relay = bed.startWithKafkaAt("127.0.0.1:1", Notes.relay());

        until(() -> assertThat(relay.status().failures()).isGreaterThan(1));

        assertThat(relay.status().state())
                .isInstanceOfSatisfying(
                        RelayState.Failed.class,
                        failed -> assertThat(failed.reason()).startsWith("cannot make topic " + bed.prefix));
    }

    @Test
    void a_table_that_no_migration_gave_to_the_relay_is_named_with_the_cure() {
        bed.execute(Role.OWNER, "ALTER TABLE notes REPLICA IDENTITY DEFAULT");

        ChangeRelay relay = bed.start(Notes.relay(), Map.of());

        until(() -> assertThat(new RelayHealth(new ChangeRelays(List.of(relay)))
                        .health()
                        .toString())
                .startsWith("DOWN")
                .contains("tables [notes]", "CALL relayed('table', 'tracking')"));
        bed.execute(Role.OWNER, "ALTER TABLE notes REPLICA IDENTITY FULL");
        relaying(relay);
    }

    private static Optional<String> waitForTheEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** A transaction counts as passed when a later one was seen: the second mark from now is one. */
    private void untilPassed() {
        int marks = received.marks().size();
        until(() -> assertThat(received.marks()).hasSizeGreaterThanOrEqualTo(marks + 2 * Topic.PARTITIONS));
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "n" + i).toList();
    }

    private void assertSameBytesPerId() {
        received.notes().stream()
                .collect(Collectors.groupingBy(message -> header(message, "ce_id")))
                .forEach((id, messages) -> assertThat(messages)
                        .extracting(message -> new String(message.value(), StandardCharsets.UTF_8))
                        .as(id)
                        .doesNotContainNull()
                        .containsOnly(new String(messages.getFirst().value(), StandardCharsets.UTF_8)));
    }
}
