package io.gleaner.kit.relay;

import static io.gleaner.kit.relay.RelayBed.relaying;
import static io.gleaner.kit.relay.RelayBed.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.servers.Role;
import io.gleaner.testing.OnRealServers;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a relay leaves behind in this JVM and on the servers, however often it is stopped, or fails, and starts again. */
@OnRealServers
@Isolated("counts what is left in this JVM")
class RelayLeftoversTest {

    private static final int ROUNDS = 4;

    private RelayBed bed;

    @BeforeEach
    void open() {
        bed = new RelayBed();
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void a_relay_that_stops_leaves_nothing_behind() {
        startAndStop();
        Set<Thread> threads = threads();
        Set<String> meters = meters();

        for (int round = 0; round < ROUNDS; round++) {
            startAndStop();
        }

        until(() -> assertThat(newThreads(threads)).isEmpty());
        until(() -> assertThat(beans()).isEmpty());
        until(() -> assertThat(sessions()).isZero());
        until(() -> assertThat(slots()).isEqualTo(bed.slot() + " false"));
        assertThat(meters()).isEqualTo(meters);
    }

    @Test
    void a_relay_that_fails_leaves_nothing_behind_beside_its_next_run() {
        ChangeRelay relay = bed.start(Notes.relay(), Map.of("gleaner.relay.restart-delay", "100ms"));
        relaying(relay);
        int sessions = sessions();

        for (int round = 1; round <= ROUNDS; round++) {
            long failures = round;
            bed.endSessions("application_name LIKE '%_relay' AND pid IN"
                    + " (SELECT pid FROM pg_locks WHERE locktype = 'advisory')");
            until(() -> assertThat(relay.status().failures()).isGreaterThanOrEqualTo(failures));
            relaying(relay);
        }

        until(() -> assertThat(threadsOfRelay())
                .anyMatch(name -> name.contains("-positions"))
                .doesNotHaveDuplicates());
        // one that the first run had not opened yet when they were counted
        until(() -> assertThat(sessions()).isLessThanOrEqualTo(sessions + 1));
        assertThat(slots()).isEqualTo(bed.slot() + " true");
    }

    private void startAndStop() {
        relaying(bed.start(Notes.relay(), Map.of()));
        bed.stopLatest();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !thread.getName().matches("(ForkJoinPool|awaitility).*"))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> newThreads(Set<Thread> known) {
        return threads().stream()
                .filter(thread -> !known.contains(thread))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    /** Those that are named after this relay; one run names each once. */
    private List<String> threadsOfRelay() {
        return threads().stream()
                .map(Thread::getName)
                .filter(name -> name.contains(bed.slot()) || name.contains(bed.prefix))
                .toList();
    }

    /** What Kafka's clients and the engine show of this relay in JMX. */
    private Set<String> beans() {
        Set<String> names = new TreeSet<>();
        for (ObjectName name : ManagementFactory.getPlatformMBeanServer().queryNames(null, null)) {
            if (name.getCanonicalName().contains(bed.slot()) || name.getDomain().startsWith("debezium")) {
                names.add(name.getCanonicalName());
            }
        }
        return names;
    }

    private Set<String> meters() {
        return bed.meters.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private int sessions() {
        return Integer.parseInt(bed.ask(
                Role.RELAY,
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
                        + " AND usename = current_user"));
    }

    private String slots() {
        return bed.ask(
                Role.RELAY,
                "SELECT string_agg(slot_name || ' ' || active, ', ') FROM pg_replication_slots"
                        + " WHERE database = current_database()");
    }
}
