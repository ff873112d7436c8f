package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When the windows open and close in which edits are counted. */
class WindowsOfEditsTest extends OnApprovingModel {

    @Test
    void aRecordThatChangesNoCountOpensNoWindow() {
        Edits.publish(replica, List.of(edits.edit("t-1", "corner shop", "B", 2)));
        await().untilAsserted(() ->
                assertThat(announced.of(edits, WindowClosed.class)).hasSize(1));

        Edits.publish(replica, List.of(edits.edit("t-1", "corner shop", "A", 1)));
        Edits.publish(replica, List.of(edits.edit("t-1", "corner shop", "B", 3)));
        await().until(() -> table().count("classification_evidence"), Long.valueOf(3)::equals);

        assertThat(table().count("pending_pattern_checks")).isZero();
        assertThat(table().count("touched_signatures")).isZero();
        Edits.publish(replica, List.of(edits.edit("t-1", "corner shop", "C", 4)));
        await().untilAsserted(() ->
                assertThat(announced.of(edits, WindowClosed.class)).hasSize(2));
    }

    @Test
    void aWindowThatNeverFallsQuietClosesAtItsMaximumWait() {
        put("{\"windows\":{\"quiet_seconds\":1.4,\"max_wait_seconds\":1.5}}")
                .expectStatus()
                .isOk();
        List<Event<ClassificationTracked>> many = edits.same(40, "never quiet", "Media");

        int next = 0;
        while (announced.of(edits, WindowClosed.class).isEmpty() && next < many.size()) {
            Edits.publish(replica, many.subList(next, next + 1));
            next++;
            Duration betweenEdits = Duration.ofMillis(100);
            await().pollDelay(betweenEdits).until(() -> true);
        }

        assertThat(announced.of(edits, WindowClosed.class)).first().satisfies(window -> {
            assertThat(window.reason()).isEqualTo("max_wait");
            assertThat(Duration.between(window.openedAt(), window.closedAt()))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1_500));
        });
    }

    @Test
    void aThousandWindowsThatAreDueAtOnceAreEachClosedOnceAndNoneEarly() {
        List<Edits> tenants = Stream.generate(Edits::ofNewTenant).limit(1_000).toList();
        JdbcClient jdbc = table().jdbc();
        String[] ids = tenants.stream().map(Edits::tenantId).toArray(String[]::new);

        Edits.publish(
                replica,
                tenants.stream()
                        .flatMap(tenant -> tenant.same(2, "netflix com", "Media").stream())
                        .toList());

        await().atMost(Duration.ofMinutes(1)).until(() -> closed(jdbc, ids), Long.valueOf(1_000)::equals);
        long closings = jdbc.sql(
                        "SELECT count(*) FROM closed_windows WHERE tenant_id = ANY (?) AND closed_at >= due_at")
                .param(ids)
                .query(Long.class)
                .single();
        assertThat(closings).isEqualTo(1_000);
    }

    private static long closed(JdbcClient jdbc, String[] tenants) {
        return jdbc.sql("SELECT count(DISTINCT tenant_id) FROM closed_windows WHERE tenant_id = ANY (?)")
                .param(tenants)
                .query(Long.class)
                .single();
    }
}
