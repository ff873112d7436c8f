package io.gleaner.testing;

import io.gleaner.stack.servers.PostgresServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A Kafka broker of one test, in a JVM of its own, for what must not happen to the broker that all tests share: it may be
 * killed, and started again on the same port with the data it had.
 */
public final class OwnBroker implements AutoCloseable {
    private static final String NODE = "io.gleaner.stack.servers.KafkaNode";

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private Process process;

    private OwnBroker() throws IOException {
        this.directory = Files.createTempDirectory("gleaner-broker");
        this.port = freePort();
        this.controllerPort = freePort();
        this.process = launch();
    }

    /** Starts one and waits until it answers. */
    public static OwnBroker start() {
        try {
            var broker = new OwnBroker();
            broker.awaitAnswer();
            return broker;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Ends it as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Starts it again after {@link #kill} and waits until it answers. */
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitAnswer();
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch() throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                localStack() + File.pathSeparator + Repository.ofThisBuild().serverLibraries() + "/*",
                NODE,
                directory.resolve("data").toString(),
                Integer.toString(port),
                Integer.toString(controllerPort));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private void awaitAnswer() {
        Awaitility.await("broker on port " + port + ", log in " + directory)
                .atMost(Duration.ofSeconds(60))
                .until(this::answers);
    }

    private boolean answers() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static Path localStack() {
        try {
            return Path.of(PostgresServer.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
