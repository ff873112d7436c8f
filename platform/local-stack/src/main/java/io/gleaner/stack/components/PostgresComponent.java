package io.gleaner.stack.components;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.home.PortLayout;
import io.gleaner.stack.servers.PostgresFiles;
import io.gleaner.stack.servers.PostgresNode;
import io.gleaner.stack.servers.PostgresServer;
import io.gleaner.stack.servers.PostgresSettings;
import io.gleaner.stack.supervision.Component;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;

/** The PostgreSQL server with the databases of all services. */
public record PostgresComponent(Home home, PortLayout ports) implements Component {
    public static final String NAME = "postgres";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Running start() throws IOException {
        var node = PostgresNode.start(files(), ports.postgres(), PostgresSettings.LOCAL_STACK);
        return new Server(node, node.process());
    }

    @Override
    public boolean ready() {
        try (var connection = server().connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    PostgresServer server() {
        return PostgresServer.onLoopback(ports.postgres(), files());
    }

    private PostgresFiles files() {
        return new PostgresFiles(home.postgres(), home.postgresBinaries(), home.log(NAME));
    }

    /** A server that runs; the node gives back its lock also when the process has ended by itself. */
    private record Server(PostgresNode node, ProcessHandle process) implements Running {

        @Override
        public void stop() {
            try {
                node.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
