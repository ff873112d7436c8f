package io.gleaner.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process that holds the servers of a Maven run: starts them, publishes where they are, drops the databases of test
 * JVMs that ended, and leaves when nobody who asked for the servers is alive. Nothing is left behind but its log and the
 * unpacked PostgreSQL, also when an earlier host was killed.
 */
final class ServerHost {
    static final String CONTAINERS = "containers";
    static final String EMBEDDED = "embedded";

    private static final long LOOK_AROUND_SECONDS = 1;
    private static final long STOP_LIMIT_SECONDS = 20;

    private final ServerDirectory directory;
    private final HostData data;
    private final CountDownLatch toldToStop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private ServerHost(ServerDirectory directory) throws IOException {
        this.directory = directory;
        this.data = HostData.ofThisProcess(directory.path());
    }

    /** Arguments: {@link #CONTAINERS} or {@link #EMBEDDED}, and the directory to publish in. */
    public static void main(String[] arguments) throws Exception {
        var host = new ServerHost(new ServerDirectory(Path.of(arguments[1])));
        Runtime.getRuntime().addShutdownHook(new Thread(host::stop, "host-stop"));
        try {
            host.serve(arguments[0]);
        } finally {
            host.data.delete();
            host.stopped.countDown();
        }
    }

    private void serve(String kind) throws Exception {
        for (var killed : HostData.ofKilledHosts(directory.path())) {
            killed.delete();
        }
        try (var servers = start(kind)) {
            directory.publish(servers.addresses());
            var abandoned = new AbandonedDatabases(servers.addresses().postgres());
            while (needed()) {
                dropUnused(abandoned);
            }
        }
    }

    private HostedServers start(String kind) throws IOException {
        return kind.equals(CONTAINERS) ? ContainerServers.start() : EmbeddedServers.start(data, directory.binaries());
    }

    /** Waits a little, then decides under the lock, so that nobody joins servers that are about to end. */
    private boolean needed() throws IOException, InterruptedException {
        var stop = toldToStop.await(LOOK_AROUND_SECONDS, TimeUnit.SECONDS);
        try (var lock = directory.lock()) {
            var needed = lock.isValid() && !stop && directory.owners().anyLeft();
            if (!needed) {
                directory.withdraw();
            }
            return needed;
        }
    }

    /** A database that cannot be dropped now is tried again at the next look. */
    private static void dropUnused(AbandonedDatabases abandoned) {
        try {
            abandoned.drop();
        } catch (SQLException e) {
            System.err.println("a test database was not dropped: " + e.getMessage());
        }
    }

    private void stop() {
        toldToStop.countDown();
        try {
            stopped.await(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
