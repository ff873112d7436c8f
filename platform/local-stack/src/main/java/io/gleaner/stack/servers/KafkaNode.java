package io.gleaner.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker that is also its own KRaft controller. It brings Scala, Jackson 2 and log4j, so it belongs into a JVM
 * of its own ({@link #main}) and off the class path of every service. A data directory that was left by a killed broker
 * is recovered by Kafka itself at the next start.
 */
public final class KafkaNode implements AutoCloseable {
    private final KafkaRaftServer server;

    private KafkaNode(KafkaRaftServer server) {
        this.server = server;
    }

    /** Starts a broker on {@code port} and a controller on {@code controllerPort}, both on loopback only. */
    public static KafkaNode start(Path directory, int port, int controllerPort) throws IOException {
        format(directory);
        var properties = new KafkaNodeSettings(directory, port, controllerPort).properties();
        var server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        return new KafkaNode(server);
    }

    /**
     * Runs one broker until the process is told to stop. Arguments: data directory, port, controller port, and a file that
     * gets this process's number when the broker takes requests.
     */
    public static void main(String[] arguments) throws IOException {
        var node = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Files.writeString(
                Path.of(arguments[3]), Long.toString(ProcessHandle.current().pid()));
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "kafka-stop"));
        node.server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) throws IOException {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(directory);
        var formatter = new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.latestProduction());
        run(formatter);
    }

    private static void run(Formatter formatter) throws IOException {
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) { // the type Kafka declares
            throw new IOException("Kafka's data directory cannot be formatted", e);
        }
    }
}
