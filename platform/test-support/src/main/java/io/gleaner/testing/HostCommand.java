package io.gleaner.testing;

import io.gleaner.stack.servers.PostgresServer;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/**
 * The command line of the process that hosts the servers, and the one place that decides between containers and embedded
 * servers: containers where an engine answers. They need this JVM's libraries, embedded ones only those of local-stack.
 */
record HostCommand(Repository repository) {

    List<String> arguments(ServerDirectory directory) {
        var containers = DockerClientFactory.instance().isDockerAvailable();
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                containers ? System.getProperty("java.class.path") : embeddedClassPath(),
                ServerHost.class.getName(),
                containers ? ServerHost.CONTAINERS : ServerHost.EMBEDDED,
                directory.path().toString());
    }

    private String embeddedClassPath() {
        return String.join(
                File.pathSeparator,
                codeOf(ServerHost.class),
                codeOf(PostgresServer.class),
                repository.serverLibraries() + "/*");
    }

    private static String codeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no file holds " + type, e);
        }
    }
}
