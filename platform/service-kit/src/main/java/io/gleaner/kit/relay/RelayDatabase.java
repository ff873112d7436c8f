package io.gleaner.kit.relay;

import io.gleaner.kit.database.DatabaseProperties;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/**
 * The database as a relay reaches it: as role {@code <service>_relay}, on connections of its own that never pass a pooler,
 * since locks and slots belong to a server session.
 */
record RelayDatabase(DatabaseProperties server, String user) {

    /** The server ends a session whose client vanished without a word after about this long: 3 s and three probes. */
    private static final String SESSION =
            "-c tcp_keepalives_idle=3 -c tcp_keepalives_interval=1 -c tcp_keepalives_count=3";

    /** A slot belongs to the whole server: its name holds the database's. */
    String slotOf(RelayDefinition relay) {
        String slot =
                (server.name() + "_" + relay.name()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        if (slot.length() > 63) {
            throw new IllegalStateException(
                    "slot name %s: got %d characters, expected at most 63".formatted(slot, slot.length()));
        }
        return slot;
    }

    Connection connect(String application) throws SQLException {
        Properties settings = new Properties();
        settings.put("user", user);
        settings.put("password", server.relayPassword());
        settings.put("ApplicationName", application);
        settings.put("connectTimeout", "3");
        settings.put("socketTimeout", "10");
        settings.put("tcpKeepAlive", "true");
        settings.put("options", SESSION);
        return DriverManager.getConnection(server.jdbcUrl(), settings);
    }

    /** What the engine's connections need to know. */
    Properties engine() {
        Properties settings = new Properties();
        settings.put("database.hostname", server.host());
        settings.put("database.port", Integer.toString(server.port()));
        settings.put("database.dbname", server.name());
        settings.put("database.user", user);
        settings.put("database.password", server.relayPassword());
        settings.put("database.sslmode", server.sslMode());
        if (!server.sslRootCert().isEmpty()) {
            settings.put("database.sslrootcert", server.sslRootCert());
        }
        settings.put("driver.options", SESSION);
        settings.put("driver.connectTimeout", "3");
        return settings;
    }
}
