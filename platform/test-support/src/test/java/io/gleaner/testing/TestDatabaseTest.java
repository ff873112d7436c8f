package io.gleaner.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gleaner.stack.servers.Role;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@OnRealServers
class TestDatabaseTest {

    @Test
    void two_databases_of_a_service_share_nothing_but_their_roles() throws SQLException {
        try (var one = TestDatabase.of("sorting");
                var other = TestDatabase.of("sorting")) {
            execute(one.connect(Role.OWNER), "CREATE TABLE sorted (id int)");
            execute(other.connect(Role.OWNER), "CREATE TABLE sorted (id int)");

            assertThat(one.name()).isNotEqualTo(other.name());
            assertThat(one.user(Role.WEB)).isEqualTo(other.user(Role.WEB)).isEqualTo("sorting_web");
        }
    }

    @Test
    void a_closed_database_is_gone_with_its_slots() throws SQLException {
        var database = TestDatabase.of("sorting");
        execute(
                database.connect(Role.RELAY),
                "SELECT pg_create_logical_replication_slot('" + database.name() + "', 'pgoutput')");

        database.close();

        assertThatThrownBy(() -> database.connect(Role.OWNER)).hasMessageContaining("does not exist");
    }

    @Test
    void a_service_gets_everything_it_must_know(TestServers servers) {
        try (var database = TestDatabase.of("sorting")) {
            assertThat(database.properties())
                    .containsEntry("gleaner.service", "sorting")
                    .containsEntry("gleaner.database.host", servers.postgres().host())
                    .containsEntry("gleaner.database.name", database.name())
                    .containsKeys(
                            "gleaner.database.owner-password",
                            "gleaner.database.relay-password",
                            "gleaner.database.web-password",
                            "gleaner.database.worker-password");
        }
    }

    @Test
    void only_a_name_made_here_names_a_process_that_may_have_ended() {
        assertThat(TestDatabaseName.parse("gleaner_tracking")).isEmpty();
        assertThat(TestDatabaseName.parse(TestDatabaseName.fresh("tracking").toString()))
                .hasValueSatisfying(name -> assertThat(name.isAbandoned()).isFalse());
        assertThat(TestDatabaseName.parse("test_tracking_p4194305_0123abcd")) // above Linux's highest number
                .hasValueSatisfying(name -> assertThat(name.isAbandoned()).isTrue());
    }

    private static void execute(Connection opened, String sql) throws SQLException {
        try (var connection = opened;
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
