package io.gleaner.stack.servers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * One PostgreSQL server on loopback whose data stays in a directory. The server is no child of this process (pg_ctl sets
 * it free), so it outlives a launcher that is killed: whoever starts the directory again stops that server first.
 */
public final class PostgresNode implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final PostgresFiles files;
    private final int port;

    private PostgresNode(EmbeddedPostgres server, PostgresFiles files, int port) {
        this.server = server;
        this.files = files;
        this.port = port;
    }

    /** Starts the server and returns when it answers. */
    public static PostgresNode start(PostgresFiles files, int port, PostgresSettings settings) throws IOException {
        files.repair();
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(files.cluster())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(files.binaries().toFile())
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setPort(port)
                .setOutputRedirector(
                        ProcessBuilder.Redirect.appendTo(files.log().toFile()));
        settings.values().forEach(builder::setServerConfig);
        var node = new PostgresNode(builder.start(), files, port);
        node.requireOwn();
        files.markInitialised();
        return node;
    }

    public PostgresServer address() {
        return PostgresServer.onLoopback(port, files);
    }

    /** The library takes whatever answers on the port for the server it started. */
    private void requireOwn() throws IOException {
        try {
            address().connect("postgres").close();
        } catch (SQLException e) {
            close();
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The server's main process, as its own pid file names it. */
    public ProcessHandle process() {
        return Postmaster.of(files.cluster())
                .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs in " + files.cluster()))
                .process();
    }

    /** Stops the server; clients that hold on are cut off. Returns when its process is gone, not just its pid file. */
    @Override
    public void close() throws IOException {
        var postmaster = Postmaster.of(files.cluster());
        server.close();
        postmaster.filter(running -> running.process().isAlive()).ifPresent(Postmaster::stop);
    }
}
