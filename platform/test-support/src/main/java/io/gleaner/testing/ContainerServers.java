package io.gleaner.testing;

import io.gleaner.stack.servers.PostgresServer;
import io.gleaner.stack.servers.PostgresSettings;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same servers, in the same versions, where a container engine answers. */
record ContainerServers(KafkaContainer kafka, PostgreSQLContainer postgres) implements HostedServers {

    static ContainerServers start() {
        var kafka = new KafkaContainer("apache/kafka:4.2.1").withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        var postgres = new PostgreSQLContainer("postgres:18").withCommand(postgresCommand());
        Startables.deepStart(kafka, postgres).join();
        return new ContainerServers(kafka, postgres);
    }

    private static String[] postgresCommand() {
        var command = new ArrayList<>(List.of("postgres"));
        PostgresSettings.TESTS.values().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return command.toArray(String[]::new);
    }

    @Override
    public TestServers addresses() {
        return new TestServers(
                kafka.getBootstrapServers(),
                new PostgresServer(
                        postgres.getHost(),
                        postgres.getFirstMappedPort(),
                        postgres.getUsername(),
                        postgres.getPassword()));
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }
}
