package io.gleaner.systemtests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the stack from going on at chosen places, from outside: by locks in its databases and by stopping processes. Its
 * end lets go of all of them, also of what was killed meanwhile.
 */
final class Holds implements AutoCloseable {

    private static final int LIMIT_SECONDS = 10;

    private final Stack stack;
    private final List<Connection> locking = new ArrayList<>();
    private final List<Long> stopped = new ArrayList<>();

    Holds(Stack stack) {
        this.stack = stack;
    }

    /** Runs a statement that locks something in a service's database, and keeps its transaction open. */
    void lock(String service, String sql, String... parameters) {
        try {
            Connection connection = stack.database(service);
            locking.add(connection);
            connection.setAutoCommit(false);
            PreparedStatement statement = connection.prepareStatement(sql);
            statement.setQueryTimeout(LIMIT_SECONDS);
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Stops a process where it is, as Ctrl-Z would. */
    void stop(long process) {
        Signals.send("STOP", process);
        stopped.add(process);
    }

    @Override
    public void close() {
        stopped.forEach(process -> Signals.send("CONT", process));
        stopped.clear();
        locking.forEach(Holds::letGo);
        locking.clear();
    }

    private static void letGo(Connection connection) {
        try {
            connection.close();
        } catch (SQLException killed) {
            // a server that is gone holds no lock
        }
    }
}
