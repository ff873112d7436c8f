package io.gleaner.stack.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What a lone broker on a laptop needs to be told: loopback only, one replica of everything, quick to come back. */
record KafkaNodeSettings(Path directory, int port, int controllerPort) {

    Properties properties() {
        var properties = new Properties();
        properties.putAll(listeners());
        properties.putAll(loneBroker());
        properties.putAll(smallAndQuick());
        return properties;
    }

    private Map<String, String> listeners() {
        var broker = "PLAINTEXT://127.0.0.1:" + port;
        return Map.of(
                "listeners",
                broker + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                broker,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.quorum.voters",
                "1@127.0.0.1:" + controllerPort);
    }

    private Map<String, String> loneBroker() {
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "log.dirs", directory.toString(),
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    /** The session timeout bounds how long a broker that was killed waits for its own old registration to lapse. */
    private static Map<String, String> smallAndQuick() {
        return Map.of(
                "offsets.topic.num.partitions", "5",
                "transaction.state.log.num.partitions", "5",
                "share.coordinator.state.topic.num.partitions", "5",
                "group.initial.rebalance.delay.ms", "0",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "auto.create.topics.enable", "false",
                "log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    }
}
