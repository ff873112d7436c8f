package io.gleaner.stack.components;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.home.PortLayout;
import io.gleaner.stack.supervision.Channels;
import io.gleaner.stack.supervision.Component;
import io.gleaner.stack.supervision.LeftOvers;
import io.gleaner.stack.supervision.Supervisor;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void kafka_and_postgres_come_back_after_kill_9_and_leave_nothing_behind() throws Exception {
        var home = new Home(directory);
        home.prepare();
        var channels = Channels.of(home, line -> {});
        var supervisor = new Supervisor(channels, 2);
        var components = components(home);
        try {
            assertThat(supervisor.keep(components, LIMIT)).isEmpty();
            for (var component : components) {
                var killed = channels.records().of(component.name()).orElseThrow();

                killed.destroyForcibly();

                await().atMost(LIMIT)
                        .until(() -> !killed.isAlive()
                                && channels.records().of(component.name()).isPresent()
                                && component.ready());
            }
        } finally {
            supervisor.end();
        }
        assertThat(channels.records().living()).isEmpty();
        assertThat(new LeftOvers(home).stop()).isZero();
    }

    private static List<Component> components(Home home) throws IOException {
        var ports = new PortLayout(freeRange());
        return List.of(new KafkaComponent(home, ports), new PostgresComponent(home, ports));
    }

    private static int freeRange() throws IOException {
        while (true) {
            try (var socket = new ServerSocket(0)) {
                var ports = new PortLayout(socket.getLocalPort());
                if (isFree(ports.kafka()) && isFree(ports.kafkaController()) && isFree(ports.postgres())) {
                    return ports.base();
                }
            }
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
