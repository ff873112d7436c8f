package io.gleaner.kit.relay;

import static io.gleaner.kit.relay.RelayBed.relaying;
import static io.gleaner.kit.relay.RelayBed.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.RelayMarked;
import io.gleaner.contracts.Topic;
import io.gleaner.stack.servers.PostgresServer;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas of a service, each with a relay of the same slot; and two relays in one service. */
@OnRealServers
class RelayTakeoverTest {

    private static final Duration TAKEOVER_LIMIT = Duration.ofSeconds(10);

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
    void of_two_relays_that_race_one_leads_and_the_other_is_well_and_stands_by() {
        ChangeRelay one = bed.start(Notes.relay(), Map.of());
        ChangeRelay other = bed.start(Notes.relay(), Map.of());

        until(() -> assertThat(states(one, other)).containsExactlyInAnyOrder("relaying", "standing by"));
        bed.insert("acme", "once");
        until(() -> assertThat(received.bodies()).containsExactly("once"));
        assertThat(new RelayHealth(new ChangeRelays(List.of(one, other)))
                        .health()
                        .getStatus()
                        .getCode())
                .isEqualTo("UP");
    }

    @Test
    void when_the_leaders_session_is_ended_a_relay_leads_again_and_nothing_is_lost() {
        ChangeRelay one = bed.start(Notes.relay(), Map.of());
        ChangeRelay other = bed.start(Notes.relay(), Map.of());
        until(() -> assertThat(states(one, other)).containsExactlyInAnyOrder("relaying", "standing by"));
        ChangeRelay leader = one.status().state().leads() ? one : other;
        bed.insert("acme", "before");

        bed.endSessions(
                "application_name LIKE '%_relay' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')");

        bed.insert("acme", "after");
        await().atMost(TAKEOVER_LIMIT)
                .until(() -> leader.status().failures() > 0
                        && (one.status().state().leads()
                                || other.status().state().leads()));
        until(() -> assertThat(received.bodies()).contains("before", "after"));
        until(() -> assertThat(states(one, other)).containsExactlyInAnyOrder("relaying", "standing by"));
    }

    @Test
    void when_the_leader_is_cut_off_the_other_takes_over() throws Exception {
        PostgresServer server = TestServers.running().postgres();
        try (CuttableLink link = new CuttableLink(server.host(), server.port())) {
            ChangeRelay first = bed.startVia(link.port(), Notes.relay(), Map.of());
            relaying(first);
            ChangeRelay second = bed.start(Notes.relay(), Map.of());
            until(() -> assertThat(states(second)).containsExactly("standing by"));

            link.cut();
            bed.insert("acme", "meanwhile");

            await().atMost(TAKEOVER_LIMIT).until(() -> second.status().state().leads());
            until(() -> assertThat(received.bodies()).contains("meanwhile"));
            until(() -> assertThat(states(first)).containsExactly("failed"));
        }
    }

    @Test
    void when_the_leader_stops_the_other_takes_over_where_it_stood() {
        ChangeRelay first = bed.start(Notes.relay(), Map.of());
        relaying(first);
        bed.insert("acme", "one");
        until(() -> assertThat(received.bodies()).containsExactly("one"));

        bed.stopLatest();
        relaying(bed.start(Notes.relay(), Map.of()));
        bed.insert("acme", "two");

        until(() -> assertThat(received.bodies()).containsSubsequence("one", "two"));
        assertThat(states(first)).containsExactly("idle");
    }

    @Test
    void two_relays_of_one_service_carry_their_own_tables() {
        bed.execute(Role.OWNER, "CREATE TABLE more (LIKE notes INCLUDING ALL)");
        bed.execute(Role.OWNER, "CALL protect('more')");
        bed.execute(Role.OWNER, "CALL relayed('more', 'finance')");
        relaying(bed.start(Notes.relay(), Map.of("gleaner.relay.heartbeat", "200ms")));
        relaying(bed.start(
                new RelayDefinition("finance", Topic.TRACKING_CHANGES, Map.of("more", Notes::event)),
                Map.of("gleaner.relay.heartbeat", "200ms")));

        bed.insert("acme", "note");
        bed.execute(Role.WORKER, "INSERT INTO more (tenant_id, body) VALUES ('acme', 'more')");

        until(() -> assertThat(received.bodies()).containsExactlyInAnyOrder("note", "more"));
        until(() -> assertThat(received.payloads(RelayMarked.class))
                .extracting(RelayMarked::relay)
                .contains("tracking", "finance"));
    }

    private static List<String> states(ChangeRelay... relays) {
        return Stream.of(relays).map(relay -> relay.status().state().word()).toList();
    }
}
