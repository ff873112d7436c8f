package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.windows.Windows;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.OnRealServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The first events of an installation, whose tables nobody has analysed yet. */
@OnRealServers
class FreshDatabaseTest {

    private static final int EVENTS = 6_000;
    private static final int SIGNATURES = 20;

    /**
     * Of one index. Each event looks its own rows up; while a table has some hundred rows, all of them may be read instead.
     * Reading all there are for each of the events would be sixteen million.
     */
    private static final long MOST_ENTRIES = 100L * EVENTS;

    private static final Map<String, String> SOME_BATCHES_IN_ONE_WINDOW = Map.of(
            "spring.kafka.consumer.max-poll-records", "500",
            "gleaner.windows.quiet", "5m",
            "gleaner.windows.max-wait", "5m",
            "gleaner.windows.max-events", "1000000");

    @Test
    void learningAndCountingReadWhatTheyAreAboutAndNotWhatLiesBesideIt() throws SQLException {
        Replica.Shared shared = Replica.Shared.fresh();
        try (Replica replica = shared.start(SOME_BATCHES_IN_ONE_WINDOW)) {
            Edits edits = Edits.ofNewTenant();
            neverAnalyse(shared, "classification_evidence");
            neverAnalyse(shared, "classification_occurrences");

            Edits.publish(replica, events(edits));

            await().atMost(Duration.ofMinutes(2)).until(() -> eventsInWindow(replica, edits) == EVENTS);
            assertThatFewEntriesAreRead(replica);
            replica.bean(Windows.class).flush(edits.tenantId(), "classification");
            await().until(() -> Table.of(replica, edits).statuses().size() == SIGNATURES);
            assertThatFewEntriesAreRead(replica);
        }
        shared.database().close();
    }

    private static void neverAnalyse(Replica.Shared shared, String table) throws SQLException {
        try (Connection owner = shared.database().connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = false)");
        }
    }

    /** Asks no table that is measured. */
    private static long eventsInWindow(Replica replica, Edits edits) {
        return Table.of(replica, edits)
                                .rows(
                                        "SELECT sum(events)::bigint AS events FROM pending_pattern_checks WHERE tenant_id = ?")
                                .getFirst()
                                .get("events")
                        instanceof Long events
                ? events
                : 0L;
    }

    /** The server tells some time after the transaction; what is not told yet can only make it more. */
    private static void assertThatFewEntriesAreRead(Replica replica) {
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(entriesRead(replica))
                        .allSatisfy((index, entries) -> assertThat(entries).isLessThan(MOST_ENTRIES)));
    }

    private static List<Event<ClassificationTracked>> events(Edits edits) {
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> edits.edit("t-" + i, "shop number " + (char) ('a' + i % SIGNATURES), "Shop", 1))
                .toList();
    }

    /** Entries that scans read, per index of the tables that learning writes; the server tells with some delay. */
    private static Map<String, Long> entriesRead(Replica replica) {
        Map<String, Long> entries = new HashMap<>();
        replica.bean(JdbcClient.class).sql("""
                SELECT indexrelname, idx_tup_read FROM pg_stat_user_indexes
                WHERE relname IN ('classification_evidence', 'classification_occurrences')
                """).query(row -> {
            entries.put(row.getString(1), row.getLong(2));
        });
        return entries;
    }
}
