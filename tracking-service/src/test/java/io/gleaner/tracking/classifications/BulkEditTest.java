package io.gleaner.tracking.classifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.ClassificationRecorded;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.ImportedTransaction;
import io.gleaner.contracts.TransactionsImported;
import io.gleaner.kit.events.Ids;
import io.gleaner.stack.servers.Role;
import io.gleaner.tracking.OnTracking;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How many statements an edit costs, counted by the database. */
class BulkEditTest extends OnTracking {

    /** Statement triggers exist in this test only. */
    @BeforeAll
    static void countStatements() throws SQLException {
        try (Connection owner = DATABASE.connect(Role.OWNER);
                Statement sql = owner.createStatement()) {
            sql.execute("CREATE TABLE IF NOT EXISTS statements (tenant_id text NOT NULL, kind text NOT NULL)");
            sql.execute("""
                    CREATE OR REPLACE FUNCTION count_statement() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS $$
                    BEGIN
                        INSERT INTO statements
                        SELECT tenant_id, TG_OP || ' ' || TG_TABLE_NAME FROM changed GROUP BY tenant_id;
                        RETURN NULL;
                    END $$
                    """);
            sql.execute("""
                    CREATE OR REPLACE TRIGGER count_updates AFTER UPDATE ON transactions
                    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_statement()
                    """);
            sql.execute("""
                    CREATE OR REPLACE TRIGGER count_inserts AFTER INSERT ON user_classification_tracking
                    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_statement()
                    """);
        }
    }

    private List<String> statements() throws SQLException {
        List<String> kinds = new ArrayList<>();
        try (Connection owner = DATABASE.connect(Role.OWNER);
                var query = owner.prepareStatement("SELECT kind FROM statements WHERE tenant_id = ? ORDER BY kind")) {
            query.setString(1, tenant);
            var rows = query.executeQuery();
            while (rows.next()) {
                kinds.add(rows.getString(1));
            }
        }
        return kinds;
    }

    private Instant lastTrackedAt() throws SQLException {
        try (Connection owner = DATABASE.connect(Role.OWNER);
                var query = owner.prepareStatement(
                        "SELECT max(tracked_at) FROM user_classification_tracking WHERE tenant_id = ?")) {
            query.setString(1, tenant);
            var rows = query.executeQuery();
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private void importMany(int count) {
        List<ImportedTransaction> all = transactions("t-", count, "NETFLIX.COM ref 1037");
        int parts = (count + 999) / 1000;
        String operation = Ids.next().toString();
        publish(IntStream.range(0, parts)
                .mapToObj(part -> new TransactionsImported(
                        operation,
                        "alice",
                        part + 1,
                        parts,
                        all.subList(part * 1000, Math.min(count, part * 1000 + 1000))))
                .map(payload -> event(EventTypes.TRANSACTION_IMPORTED, payload))
                .toList());
        completed(operation);
    }

    @Test
    void nine_rows_cost_one_update_and_one_insert() throws SQLException {
        List<ImportedTransaction> nine = transactions("t-", 9, "NETFLIX.COM ref 1037");
        imported(nine);

        classified("entity", "Media", ids(nine).toArray(String[]::new));

        assertThat(tracked()).isEqualTo(9);
        assertThat(statements()).containsExactly("INSERT user_classification_tracking", "UPDATE transactions");
    }

    @Test
    void ten_thousand_rows_in_two_parts_cost_one_update_and_one_insert_each() throws SQLException {
        importMany(10_000);
        List<String> ids =
                IntStream.rangeClosed(1, 10_000).mapToObj(i -> "t-" + i).toList();
        String operation = Ids.next().toString();

        publish(List.of(
                event(
                        EventTypes.CLASSIFICATION_RECORDED,
                        new ClassificationRecorded(operation, "alice", "entity", "Media", 1, 2, ids.subList(0, 5_000))),
                event(
                        EventTypes.CLASSIFICATION_RECORDED,
                        new ClassificationRecorded(
                                operation, "alice", "entity", "Media", 2, 2, ids.subList(5_000, 10_000)))));

        JsonNode done = completed(operation);
        assertThat(done.path("requested").asInt()).isEqualTo(10_000);
        assertThat(done.path("updated").asInt()).isEqualTo(10_000);
        assertThat(done.path("parts").asInt()).isEqualTo(2);
        assertThat(Instant.parse(done.path("completed_at").asString())).isAfter(lastTrackedAt());
        assertThat(tracked()).isEqualTo(10_000);
        assertThat(statements())
                .containsExactly(
                        "INSERT user_classification_tracking",
                        "INSERT user_classification_tracking",
                        "UPDATE transactions",
                        "UPDATE transactions");
    }

    @Test
    void a_batch_of_single_edits_shares_its_statements() throws SQLException {
        importMany(200);

        List<ClassificationRecorded> edits = IntStream.rangeClosed(1, 200)
                .mapToObj(i -> edit("entity", "Media", List.of("t-" + i)))
                .toList();
        publish(edits.stream()
                .map(edit -> event(EventTypes.CLASSIFICATION_RECORDED, edit))
                .toList());

        edits.forEach(edit -> completed(edit.operationId()));
        assertThat(tracked()).isEqualTo(200);
        assertThat(statements()).hasSizeLessThan(200);
    }
}
