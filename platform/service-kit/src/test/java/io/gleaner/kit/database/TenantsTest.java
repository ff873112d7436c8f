package io.gleaner.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.kit.OnKit;
import io.gleaner.stack.servers.Role;
import io.gleaner.testing.tenancy.TableSweep;
import io.r2dbc.spi.Readable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class TenantsTest extends OnKit {

    @Autowired
    JdbcClient worker;

    @Autowired
    TenantTransaction tenantTransaction;

    @Autowired
    TenantSession tenantSession;

    @Autowired
    DatabaseClient unbound;

    private final String acme = "acme-" + UUID.randomUUID();
    private final String globex = "globex-" + UUID.randomUUID();

    @BeforeEach
    void twoTenants() {
        insert(acme, "anvil");
        insert(globex, "laser");
    }

    @Test
    void a_request_sees_its_own_tenant_only() {
        Flux<String> things = tenantSession.many(
                acme,
                database -> database.sql("SELECT thing FROM things")
                        .map(TenantsTest::thing)
                        .all());

        assertThat(things.collectList().block()).containsExactly("anvil");
    }

    @Test
    void a_list_is_of_ones_own_tenant_too_and_may_be_empty() {
        insert(acme, "hammer");

        Mono<List<String>> things = tenantSession.list(
                acme, database -> database.sql("SELECT thing FROM things ORDER BY thing"), TenantsTest::thing);
        Mono<List<String>> nothing = tenantSession.list(
                acme, database -> database.sql("SELECT thing FROM things WHERE thing = 'laser'"), TenantsTest::thing);

        assertThat(things.block()).containsExactly("anvil", "hammer");
        assertThat(nothing.block()).isEmpty();
    }

    @Test
    void a_request_cannot_write_for_another_tenant() {
        assertThatThrownBy(() -> tenantSession
                        .one(
                                acme,
                                database -> database.sql("INSERT INTO things VALUES ($1, 'x', 'x')")
                                        .bind(0, globex)
                                        .fetch()
                                        .rowsUpdated())
                        .block())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_connection_without_a_tenant_sees_nothing() {
        assertThat(unbound.sql("SELECT thing FROM things")
                        .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                        .all()
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void a_worker_handles_many_tenants_in_one_statement() {
        assertThat(things()).contains("anvil", "laser");
    }

    @Test
    void a_worker_can_bind_itself_to_one_tenant_for_the_length_of_a_transaction() {
        assertThat(tenantTransaction.in(globex, this::things)).containsExactly("laser");
        assertThat(things()).contains("anvil", "laser");
    }

    @Test
    void every_table_of_the_kit_is_protected() throws SQLException {
        TableSweep sweep = new TableSweep(DATABASE);

        assertThat(sweep.unprotectedTables()).isEmpty();
        assertThat(sweep.tablesSharedByTenants()).isEmpty();
        assertThat(sweep.tablesThatLeakTo(acme)).isEmpty();
    }

    @Test
    void a_sweep_finds_a_table_that_lets_itself_be_written() throws SQLException {
        TableSweep sweep = new TableSweep(DATABASE);
        assertThat(sweep.tablesWithoutRowsOfOthers(acme)).doesNotContain("things");

        asOwner("CREATE POLICY open ON things TO PUBLIC USING (true) WITH CHECK (true)");
        try {
            assertThat(sweep.tablesThatLeakTo(acme))
                    .contains(
                            "things",
                            "things: UPDATE",
                            "things: DELETE",
                            "things: INSERT",
                            "things: UPDATE that gives a row away");
        } finally {
            asOwner("DROP POLICY open ON things");
        }

        assertThat(sweep.tablesThatLeakTo(acme)).isEmpty();
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection owner = DATABASE.connect(Role.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> things() {
        return worker.sql("SELECT thing FROM things ORDER BY thing")
                .query((row, n) -> row.getString(1))
                .list();
    }

    private void insert(String tenantId, String thing) {
        worker.sql("INSERT INTO things VALUES (?, ?, ?)")
                .params(tenantId, thing, UUID.randomUUID().toString())
                .update();
    }

    private static String thing(Readable row) {
        return Cells.required(row, "thing", String.class);
    }
}
