package io.gleaner.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@link Noop} in a JVM with the options of a service. */
final class NoopProcess implements AutoCloseable {

    private final Process process;
    private final int port;

    private NoopProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it on this port, trusting tokens that this public key verifies, and waits until it answers. */
    static NoopProcess start(int port, Path publicKey) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                Noop.class.getName(),
                "--server.port=" + port,
                "--gleaner.service=gateway",
                "--gleaner.internal.secret=" + "x".repeat(32),
                "--spring.security.oauth2.resourceserver.jwt.public-key-location=" + publicKey.toUri());
        NoopProcess noop =
                new NoopProcess(new ProcessBuilder(command).inheritIO().start(), port);
        noop.awaitAnswer();
        return noop;
    }

    String url() {
        return "http://127.0.0.1:" + port + Noop.PATH;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IOException("the no-op service did not start: exit code " + process.exitValue());
            }
            Thread.sleep(100);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url()).toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
        } catch (IOException notYet) {
            return false;
        }
    }
}
