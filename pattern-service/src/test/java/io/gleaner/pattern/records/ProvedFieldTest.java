package io.gleaner.pattern.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.ClassificationTracked;
import io.gleaner.contracts.WindowClosed;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import io.gleaner.pattern.Announced;
import io.gleaner.pattern.Edits;
import io.gleaner.pattern.Replica;
import io.gleaner.pattern.Table;
import io.gleaner.testing.OnRealServers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a field has proved decides how much it takes to suggest something, without a model. */
@OnRealServers
class ProvedFieldTest {

    private static final Replica.Shared SHARED = Replica.Shared.fresh();
    private static final int KEYS = 15;

    private static Replica replica;
    private static Announced announced;

    @BeforeAll
    static void start() {
        replica = SHARED.start(Map.of());
        announced = Announced.by(replica);
    }

    @AfterAll
    static void stop() {
        announced.close();
        replica.close();
        SHARED.database().close();
    }

    @Test
    void oneTransactionIsEnoughInAFieldThatProvedItAndNotForAnotherTenant() {
        Edits proved = Edits.ofNewTenant();
        Edits fresh = Edits.ofNewTenant();
        closeWindow(proved, ofEachKey(proved, 1, "Media"));
        closeWindow(proved, ofEachKey(proved, 2, "Media"));
        assertThat(records(proved))
                .containsExactly(Map.of("size", 1, "misses", 0, "right_count", 15L, "wrong_count", 0L));
        assertThat(Table.of(replica, proved).suggestions()).isEmpty();

        closeWindow(proved, proved.same(1, "padaria sao joao", "Food"));
        closeWindow(fresh, fresh.same(1, "padaria sao joao", "Food"));

        await().untilAsserted(() -> assertThat(Table.of(replica, proved).suggestions())
                .containsExactly("pending_review padaria sao joao Food 1 1"));
        assertThat(Table.of(replica, proved).rows("SELECT reasoning FROM suggestions WHERE tenant_id = ?"))
                .singleElement()
                .asString()
                .contains("1 of 1 rows agree; texts seen this often were right in 100.0 % of 15 cases");
        assertThat(Table.of(replica, fresh).suggestions()).isEmpty();
    }

    @Test
    void threeThatAgreeAreNotEnoughInAFieldThatProvedAmbiguous() {
        Edits edits = Edits.ofNewTenant();
        closeWindow(edits, ofEachKey(edits, 3, "Media"));
        closeWindow(edits, ofEachKey(edits, 1, "Meals"));

        closeWindow(edits, edits.same(3, "padaria sao joao", "Food"));

        assertThat(records(edits)).contains(Map.of("size", 3, "misses", 0, "right_count", 0L, "wrong_count", 15L));
        assertThat(Table.of(replica, edits).suggestions()).noneMatch(line -> line.contains("padaria"));
    }

    @Test
    void whatAPatternLabelledAndNobodyCorrectedCountsAsRightOnce() {
        Edits edits = Edits.ofNewTenant();
        closeWindow(edits, edits.same(3, "padaria sao joao", "Food"));
        await().untilAsserted(
                        () -> assertThat(Table.of(replica, edits).statuses()).containsExactly("pending_review"));
        UUID pattern = activePattern(edits);

        Edits.publish(replica, List.of(edits.used(pattern, 1, 7, 0), edits.used(pattern, 1, 7, 0)));
        await().untilAsserted(() -> assertThat(records(edits)).containsExactly(ofThree(7)));
        Edits.publish(replica, List.of(edits.used(pattern, 2, 9, 1)));
        await().untilAsserted(() -> assertThat(records(edits)).containsExactly(ofThree(8)));
        Edits.publish(replica, List.of(edits.used(pattern, 3, 9, 2)));
        await().untilAsserted(() -> assertThat(records(edits)).containsExactly(ofThree(7)));
    }

    @Test
    void aPatternThatUsersCorrectedComesBackAfterTenMoreOfTheirLabels() {
        Edits edits = Edits.ofNewTenant();
        closeWindow(edits, edits.same(3, "padaria sao joao", "Food"));
        UUID pattern = activePattern(edits);
        Edits.publish(replica, List.of(edits.used(pattern, 1, 9, 2)));
        await().until(() -> status(edits), "paused"::equals);

        closeWindow(edits, edits.more(3, 9, "padaria sao joao", "Food"));
        assertThat(status(edits)).isEqualTo("paused");
        closeWindow(edits, edits.more(12, 1, "padaria sao joao", "Food"));

        assertThat(status(edits)).isEqualTo("active");
    }

    private static String status(Edits edits) {
        return String.valueOf(Table.of(replica, edits)
                .rows("SELECT status FROM patterns WHERE tenant_id = ?")
                .getFirst()
                .get("status"));
    }

    private static Map<String, Object> ofThree(long right) {
        return Map.of("size", 3, "misses", 0, "right_count", right, "wrong_count", 0L);
    }

    /** As if the tenant's only suggestion had become a pattern. */
    private static UUID activePattern(Edits edits) {
        UUID id = Ids.next();
        replica.bean(JdbcClient.class).sql("""
                        INSERT INTO patterns (pattern_id, tenant_id, suggestion_id, field, signature, label, tokens, status)
                        SELECT ?, tenant_id, suggestion_id, field, signature, label, '{padaria}', 'active'
                        FROM suggestions WHERE tenant_id = ?
                        """).params(id, edits.tenantId()).update();
        return id;
    }

    /** The first transactions of each of fifteen keys. */
    private static List<Event<ClassificationTracked>> ofEachKey(Edits edits, int count, String label) {
        return IntStream.range(0, KEYS)
                .mapToObj(i -> edits.same(count, "shop number " + (char) ('a' + i), label))
                .flatMap(List::stream)
                .toList();
    }

    private static void closeWindow(Edits edits, List<Event<ClassificationTracked>> given) {
        int before = announced.of(edits, WindowClosed.class).size();
        Edits.publish(replica, given);
        await().untilAsserted(() ->
                assertThat(announced.of(edits, WindowClosed.class)).hasSize(before + 1));
    }

    private static List<Map<String, @Nullable Object>> records(Edits edits) {
        return Table.of(replica, edits)
                .rows("SELECT size, misses, right_count, wrong_count FROM track_records WHERE tenant_id = ?");
    }
}
