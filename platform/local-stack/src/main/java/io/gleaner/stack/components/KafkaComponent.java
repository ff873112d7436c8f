package io.gleaner.stack.components;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.home.PortLayout;
import io.gleaner.stack.processes.ChildCommand;
import io.gleaner.stack.servers.KafkaNode;
import io.gleaner.stack.supervision.Component;
import io.gleaner.stack.supervision.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Kafka in a JVM of its own. The broker itself says when it is up, by writing its process number into a file. */
public record KafkaComponent(Home home, PortLayout ports) implements Component {
    public static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Running start() throws IOException {
        var process = new ChildCommand(arguments(), Map.of(), home.path(), home.log(NAME)).start();
        return new ChildRunning(process.toHandle());
    }

    @Override
    public boolean ready() {
        return new Records(home.running())
                .of(NAME)
                .filter(process -> Long.toString(process.pid()).equals(saysReady()))
                .isPresent();
    }

    List<String> arguments() {
        return List.of(
                ChildCommand.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaNode.class.getName(),
                home.kafka().toString(),
                Integer.toString(ports.kafka()),
                Integer.toString(ports.kafkaController()),
                readyFile().toString());
    }

    private Path readyFile() {
        return home.running().resolve("kafka.ready");
    }

    private String saysReady() {
        try {
            return Files.readString(readyFile());
        } catch (IOException notYet) {
            return "";
        }
    }
}
