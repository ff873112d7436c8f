package io.gleaner.tracking.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.listening.Outcome;
import io.gleaner.kit.listening.Received;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.TestServers;
import io.gleaner.tracking.OnTracking;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class ActivityLogTest extends OnTracking {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456789Z");

    @Autowired
    TransactionTemplate transaction;

    private ActivityLog log;

    @BeforeEach
    void log() {
        log = new ActivityLog(transaction, new ChainStore(jdbc));
    }

    private static Event<ActivityLogged> activity(String tenant, String id, String userId, Instant time) {
        ActivityLogged payload = new ActivityLogged(
                id,
                userId,
                "label_transaction",
                Map.of("transaction_id", "t-1", "status", "202", "note", "“q\", \uD83D\uDE00"),
                "203.0.113.7",
                null,
                "4bf92f3577b34da6a3ce929d0e0e4736",
                time);
        return new Event<>(id, tenant, null, time, null, EventTypes.ACTIVITY_LOGGED, payload);
    }

    private Event<ActivityLogged> activity(String id) {
        return activity(tenant, id, "alice", NOON);
    }

    private static Received received(Event<?> event) {
        return new Received(
                event, URI.create("/gleaner/gateway"), new ConsumerRecord<>("any", 0, 0, event.key(), new byte[0]));
    }

    private Outcome append(List<Event<ActivityLogged>> events) {
        return log.apply(events.stream().map(ActivityLogTest::received).toList());
    }

    private void appended(int count) {
        append(IntStream.rangeClosed(1, count).mapToObj(i -> activity("a-" + i)).toList());
    }

    private List<Long> sequences(String query) {
        return sequences(answer("/v1/activity" + query));
    }

    private static List<Long> sequences(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("sequence").asLong())
                .toList();
    }

    private JsonNode verification() {
        return answer("/v1/activity/verify");
    }

    private static void asSuperuser(String sql) throws SQLException {
        try (Connection superuser = TestServers.running().postgres().connect(DATABASE.name());
                Statement statement = superuser.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }

    @Test
    void what_came_by_kafka_five_times_is_logged_once_with_all_it_said() {
        Event<ActivityLogged> event = activity("once");
        publish(Collections.nCopies(5, event));
        publish(activity("last"));

        await().atMost(Duration.ofSeconds(20)).until(() -> sequences("").equals(List.of(2L, 1L)));
        JsonNode first = answer("/v1/activity").path("items").path(1);
        assertThat(first.path("activity_id").asString()).isEqualTo("once");
        assertThat(first.path("user_id").asString()).isEqualTo("alice");
        assertThat(first.path("type").asString()).isEqualTo("label_transaction");
        assertThat(first.path("details").path("note").asString()).isEqualTo("“q\", \uD83D\uDE00");
        assertThat(first.path("ip").asString()).isEqualTo("203.0.113.7");
        assertThat(first.path("user_agent").isNull()).isTrue();
        assertThat(first.path("trace_id").asString()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(first.path("occurred_at").asString()).isEqualTo("2026-01-31T12:00:00.123456Z");
        assertThat(verification().path("valid").asBoolean()).isTrue();
    }

    @Test
    void one_batch_goes_on_with_the_chains_of_several_tenants() {
        String other = "other-" + tenant;
        append(List.of(activity("a-1")));

        Outcome outcome = append(List.of(
                activity(other, "b-1", "bob", NOON),
                activity("a-2"),
                activity("a-1"),
                activity(other, "b-2", "bob", NOON),
                activity("a-2")));

        assertThat(outcome).isEqualTo(Outcome.of(3, 2));
        JsonNode items = answer("/v1/activity").path("items");
        assertThat(sequences("")).containsExactly(2L, 1L);
        assertThat(items.path(0).path("previous_hash")).isEqualTo(items.path(1).path("hash"));
        assertThat(items.path(1).path("previous_hash").asString()).isEqualTo("0".repeat(64));
        JsonNode found = verification();
        assertThat(found.path("valid").asBoolean()).isTrue();
        assertThat(found.path("entries").asInt()).isEqualTo(2);
        assertThat(found.path("first_broken_sequence").isNull()).isTrue();
        assertThat(found.path("head_hash")).isEqualTo(items.path(0).path("hash"));
    }

    @Test
    void batches_at_the_same_time_leave_one_chain_without_a_gap() throws Exception {
        String other = "other-" + tenant;
        List<Callable<Outcome>> batches = IntStream.range(0, 8)
                .<Callable<Outcome>>mapToObj(i -> () -> append(List.of(
                        i % 2 == 0 ? activity(other, "o-" + i, "bob", NOON) : activity("first-" + i),
                        i % 2 == 0 ? activity("first-" + i) : activity(other, "o-" + i, "bob", NOON),
                        activity("same"))))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(batches))
                    .extracting(Future::resultNow)
                    .extracting(Outcome::applied)
                    .containsExactlyInAnyOrder(3, 2, 2, 2, 2, 2, 2, 2);
        }

        assertThat(sequences(""))
                .containsExactlyElementsOf(
                        LongStream.iterate(9, i -> i >= 1, i -> i - 1).boxed().toList());
        assertThat(verification().path("valid").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE activity_logs SET user_id = 'mallory' WHERE sequence = 3",
                "UPDATE activity_logs SET details = details - 'status' WHERE sequence = 3",
                "UPDATE activity_logs SET logged_at = logged_at + interval '1 microsecond' WHERE sequence = 3",
                "UPDATE activity_logs SET ip = NULL, user_agent = ip WHERE sequence = 3",
                "DELETE FROM activity_logs WHERE sequence = 3",
                "DELETE FROM activity_logs WHERE sequence >= 3",
                "UPDATE activity_heads SET hash = repeat('0', 64), sequence = 3 WHERE true"
            })
    void verify_names_the_first_row_that_somebody_with_all_rights_tampered_with(String tampering) throws SQLException {
        appended(5);

        asSuperuser(tampering + " AND tenant_id = '" + tenant + "'");

        JsonNode found = verification();
        assertThat(found.path("valid").asBoolean()).isFalse();
        assertThat(found.path("first_broken_sequence").asInt()).isEqualTo(3);
    }

    @Test
    void a_chain_of_more_rows_than_are_read_at_once_is_followed_to_its_end() {
        appended(1_234);

        JsonNode found = verification();

        assertThat(found.path("valid").asBoolean()).isTrue();
        assertThat(found.path("entries").asInt()).isEqualTo(1_234);
    }

    @Test
    void a_tenant_without_activities_has_a_valid_chain() {
        JsonNode found = verification();

        assertThat(found.path("valid").asBoolean()).isTrue();
        assertThat(found.path("entries").asInt()).isZero();
        assertThat(found.path("head_hash").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"OWNER", "WORKER", "WEB"})
    void no_role_changes_removes_or_empties_the_log(Role role) throws SQLException {
        appended(1);

        try (Connection connection = DATABASE.connect(role);
                Statement statement = connection.createStatement()) {
            assertThat(List.of(
                            "UPDATE activity_logs SET user_id = 'mallory'",
                            "DELETE FROM activity_logs",
                            "TRUNCATE activity_logs"))
                    .allSatisfy(sql -> assertThatThrownBy(() -> statement.execute(sql))
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    refused -> assertThat(refused.getSQLState()).isEqualTo("42501")));
        }
    }

    @Test
    void pages_hold_every_activity_once_newest_first() {
        appended(5);

        List<Long> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = answer("/v1/activity?limit=2" + cursor);
            seen.addAll(sequences(page));
            cursor = page.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("next_cursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void a_list_is_of_one_user_one_type_and_a_time() {
        append(List.of(
                activity(tenant, "a-1", "alice", NOON),
                activity(tenant, "a-2", "bob", NOON.plusSeconds(60)),
                activity(tenant, "a-3", "alice", NOON.plusSeconds(120))));

        assertThat(sequences("?user_id=alice&type=label_transaction")).containsExactly(3L, 1L);
        assertThat(sequences("?type=approve_suggestion")).isEmpty();
        assertThat(sequences("?from=2026-01-31T12:01:00Z&to=2026-01-31T13:02:00%2B01:00"))
                .containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "to=2026-01-31", "cursor=nonsense", "cursor=eA", "limit=0"})
    void a_wrong_parameter_is_told(String query) {
        assertThat(answer("/v1/activity?" + query).path("status").asInt()).isEqualTo(400);
    }

    @Test
    void only_an_admin_sees_the_log_and_only_that_of_the_own_tenant() {
        appended(1);
        String stranger = TOKENS.of("stranger-" + tenant, "mallory");

        assertThat(List.of("/v1/activity", "/v1/activity/verify"))
                .allSatisfy(path -> assertThat(status(path, TOKENS.of(tenant, "alice", "read write review")))
                        .isEqualTo(HttpStatus.FORBIDDEN));
        client(stranger)
                .get()
                .uri("/v1/activity")
                .exchange()
                .expectBody(JsonNode.class)
                .value(page -> assertThat(page.path("items")).isEmpty());
    }
}
