package io.gleaner.testing;

import io.gleaner.stack.servers.DatabaseProvisioning;
import io.gleaner.stack.servers.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Databases of test JVMs that have ended. They are dropped from outside, since inside a JVM the Spring contexts that use
 * them live until its very end; and a slot that nobody reads would keep the server's whole log.
 */
record AbandonedDatabases(PostgresServer server) {

    void drop() throws SQLException {
        var provisioning = new DatabaseProvisioning(server);
        for (var name : names()) {
            if (TestDatabaseName.parse(name)
                    .filter(TestDatabaseName::isAbandoned)
                    .isPresent()) {
                provisioning.drop(name);
            }
        }
    }

    private List<String> names() throws SQLException {
        try (var connection = server.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT datname FROM pg_database")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}
