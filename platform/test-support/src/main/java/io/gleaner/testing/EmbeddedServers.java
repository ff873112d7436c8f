package io.gleaner.testing;

import io.gleaner.stack.servers.KafkaNode;
import io.gleaner.stack.servers.PostgresFiles;
import io.gleaner.stack.servers.PostgresNode;
import io.gleaner.stack.servers.PostgresSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Kafka in the host's own JVM and PostgreSQL beside it, for machines without a container engine. */
record EmbeddedServers(KafkaNode kafka, PostgresNode postgres, TestServers addresses) implements HostedServers {

    static EmbeddedServers start(HostData data, Path binaries) throws IOException {
        var files = new PostgresFiles(data.postgres(), binaries, data.postgresLog());
        var postgres = PostgresNode.start(files, freePort(), PostgresSettings.TESTS);
        var port = freePort();
        var kafka = KafkaNode.start(data.kafka(), port, freePort());
        return new EmbeddedServers(kafka, postgres, new TestServers("127.0.0.1:" + port, postgres.address()));
    }

    @Override
    public void close() throws IOException {
        kafka.close();
        postgres.close();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
