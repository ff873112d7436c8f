package io.gleaner.testing;

import io.gleaner.stack.servers.PostgresServer;

/** Where the real Kafka and the real PostgreSQL of this Maven run answer. {@code kafka} is the bootstrap servers. */
public record TestServers(String kafka, PostgresServer postgres) {

    /** The servers; the first test of a Maven run that asks waits a few seconds for their start. */
    public static TestServers running() {
        return Running.SERVERS;
    }

    /** Looked up once per JVM: they run as long as the Maven run this JVM belongs to. */
    private static final class Running {
        private static final TestServers SERVERS =
                ServerHostLauncher.inRepository().runningServers();
    }
}
