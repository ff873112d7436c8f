package io.gleaner.kit.relay;

import static io.gleaner.kit.relay.Received.header;
import static io.gleaner.kit.relay.RelayBed.relaying;
import static io.gleaner.kit.relay.RelayBed.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.RelayMarked;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Topics;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.OnRealServers;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What goes out to Kafka, on real servers. */
@OnRealServers
@Execution(ExecutionMode.CONCURRENT)
class ChangeRelayTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

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
    void a_committed_row_becomes_an_event_in_its_tenants_partition() {
        relaying(bed.start(Notes.relay(), Map.of()));

        bed.execute(Role.WORKER, "INSERT INTO notes (tenant_id, body, traceparent) VALUES ('acme', 'hello', ?)", TRACE);

        until(() -> assertThat(received.bodies()).containsExactly("hello"));
        ConsumerRecord<String, byte[]> message = received.notes().getFirst();
        String id = bed.ask(Role.OWNER, "SELECT note_id FROM notes");
        assertThat(message.key()).isEqualTo("acme/" + id);
        assertThat(message.partition()).isEqualTo(Topics.partitionOf("acme"));
        assertThat(header(message, "ce_id")).isEqualTo(id + ".1");
        assertThat(header(message, "ce_tenantid")).isEqualTo("acme");
        assertThat(header(message, "ce_source")).isEqualTo("/gleaner/tracking");
        assertThat(header(message, "traceparent")).isEqualTo(TRACE);
    }

    @Test
    void rows_that_were_there_before_the_first_start_are_relayed_whatever_their_tenant() {
        bed.insert("acme", "one");
        bed.insert("globex", "two");

        bed.start(Notes.relay(), Map.of());

        until(() -> assertThat(received.bodies()).containsExactlyInAnyOrder("one", "two"));
    }

    @Test
    void a_rolled_back_row_and_a_deleted_row_tell_nothing() {
        relaying(bed.start(Notes.relay(), Map.of()));

        bed.execute(
                Role.WORKER,
                "DO $$ BEGIN INSERT INTO notes (tenant_id, body) VALUES ('acme', 'undone'); ROLLBACK; END $$");
        bed.insert("acme", "gone");
        bed.execute(Role.WORKER, "DELETE FROM notes");
        bed.insert("acme", "last");

        until(() -> assertThat(received.bodies()).containsExactly("gone", "last"));
    }

    @Test
    void the_leader_tells_how_much_log_its_slot_holds_back_and_a_stopped_relay_does_not() {
        relaying(bed.start(Notes.relay(), Map.of()));

        until(() -> assertThat(bytes("gleaner.relay.slot.retained")).isPositive());
        assertThat(bytes("gleaner.relay.slot.safe")).isPositive();
        assertThat(new PrometheusNamingConvention().name("gleaner.relay.slot.safe", Meter.Type.GAUGE, "bytes"))
                .isEqualTo("gleaner_relay_slot_safe_bytes");

        bed.stopLatest();

        assertThat(bytes("gleaner.relay.slot.retained")).isNaN();
        assertThat(bytes("gleaner.relay.slot.safe")).isNaN();
    }

    private double bytes(String gauge) {
        return bed.meters.get(gauge).tag("relay", "tracking").gauge().value();
    }

    @Test
    void a_mark_reaches_every_partition_and_rises() {
        relaying(bed.start(Notes.relay(), Map.of("gleaner.relay.heartbeat", "200ms")));

        until(() -> assertThat(marksByPartition())
                .hasSize(Topic.PARTITIONS)
                .allSatisfy((partition, marks) ->
                        assertThat(marks).hasSizeGreaterThan(3).isSorted().doesNotHaveDuplicates()));
        assertThat(received.marks()).extracting(ConsumerRecord::key).containsOnly(RelayMarked.TENANT + "/tracking");
    }

    @Test
    void a_mark_follows_everything_that_was_committed_before_it() {
        relaying(bed.start(Notes.relay(), Map.of("gleaner.relay.heartbeat", "200ms")));
        bed.insertMany("acme", 1, 2_000);
        long mark = Long.parseLong(bed.ask(Role.OWNER, "SELECT mark FROM relay_heartbeats")) + 1;

        // its own partition's mark: the consumer may see those of others earlier
        until(() -> assertThat(ofAcme()).anyMatch(message -> isMarkFrom(mark, message)));

        List<String> types = ofAcme().stream()
                .takeWhile(message -> !isMarkFrom(mark, message))
                .map(message -> header(message, "ce_type"))
                .filter(Received.RETRACTED::equals)
                .toList();
        assertThat(types).hasSize(2_000);
    }

    private List<ConsumerRecord<String, byte[]>> ofAcme() {
        return received.messages().stream()
                .filter(message -> message.partition() == Topics.partitionOf("acme"))
                .toList();
    }

    @Test
    void a_row_that_cannot_be_mapped_becomes_a_dead_letter_and_the_rest_goes_on() {
        try (Received deadLetters = bed.receiveDeadLetters()) {
            relaying(bed.start(Notes.relay(), Map.of()));

            bed.insert("acme", "before");
            bed.insert("acme", "");
            bed.insert("acme", "after");

            until(() -> assertThat(received.bodies()).containsExactly("before", "after"));
            until(() -> assertThat(deadLetters.messages()).hasSize(1));
            ConsumerRecord<String, byte[]> letter = deadLetters.messages().getFirst();
            assertThat(header(letter, "gleaner-reason")).contains("/transaction_id");
            assertThat(header(letter, "gleaner-table")).isEqualTo("notes");
            assertThat(letter.partition()).isEqualTo(Topics.partitionOf("acme"));
            assertThat(new String(letter.value(), StandardCharsets.UTF_8)).contains("\"tenant_id\":\"acme\"");
            assertThat(counted("refused")).isEqualTo(1);
            assertThat(counted("relayed")).isEqualTo(2);
        }
    }

    @Test
    void a_long_value_that_an_update_leaves_alone_is_in_the_event() {
        RelayDefinition definition =
                Notes.relay(row -> row.text("long_text").length() == 100_000 ? Notes.event(row) : Optional.empty());
        relaying(bed.start(definition, Map.of()));

        bed.execute(
                Role.WORKER,
                "INSERT INTO notes (tenant_id, body, long_text) SELECT 'acme', 'one', string_agg(md5(i::text), '') FROM generate_series(1, 3125) i");
        bed.execute(Role.WORKER, "UPDATE notes SET body = 'two', row_version = 2");

        until(() -> assertThat(received.bodies()).containsExactly("one", "two"));
    }

    @Test
    void a_value_that_the_log_left_out_is_refused() {
        try (Received deadLetters = bed.receiveDeadLetters()) {
            relaying(bed.start(Notes.relay(), Map.of()));
            bed.execute(Role.OWNER, "ALTER TABLE notes REPLICA IDENTITY DEFAULT");

            bed.execute(
                    Role.WORKER,
                    "INSERT INTO notes (tenant_id, body, long_text) SELECT 'acme', 'one', string_agg(md5(i::text), '') FROM generate_series(1, 3125) i");
            bed.execute(Role.WORKER, "UPDATE notes SET body = 'two', row_version = 2");

            until(() -> assertThat(deadLetters.messages()).hasSize(1));
            assertThat(header(deadLetters.messages().getFirst(), "gleaner-reason"))
                    .isEqualTo(
                            "notes.long_text: expected the value (replica identity FULL, by CALL relayed), got a gap in the log");
            until(() -> assertThat(received.bodies()).containsExactly("one"));
        }
    }

    private Map<Integer, List<Long>> marksByPartition() {
        return received.marks().stream()
                .collect(Collectors.groupingBy(
                        ConsumerRecord::partition, Collectors.mapping(ChangeRelayTest::markOf, Collectors.toList())));
    }

    private static boolean isMarkFrom(long mark, ConsumerRecord<String, byte[]> message) {
        return header(message, "ce_type").equals(Received.MARKED) && markOf(message) >= mark;
    }

    private static long markOf(ConsumerRecord<String, byte[]> message) {
        return Long.parseLong(header(message, "ce_id").substring("tracking-".length()));
    }

    private double counted(String outcome) {
        return bed.meters
                .get("gleaner.relay.changes")
                .tag("outcome", outcome)
                .counter()
                .count();
    }
}
