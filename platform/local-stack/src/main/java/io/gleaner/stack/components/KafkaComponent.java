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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Kafka in a JVM of its own. The broker itself says when it is up, by writing its process number into a file. */
public record KafkaComponent(Home home, PortLayout ports) implements Component, ClassCache.Training {
    public static final String NAME = "kafka";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Running start() throws IOException {
        var process = start(launch(), home.path(), home.log(NAME));
        return new ChildRunning(process.toHandle());
    }

    @Override
    public Process start(List<String> program, Path directory, Path log) throws IOException {
        return new ChildCommand(arguments(program), Map.of(), directory, log).start();
    }

    @Override
    public boolean ready() {
        return new Records(home.running()).of(NAME).filter(this::saysReady).isPresent();
    }

    @Override
    public boolean isReady(Process process) {
        return saysReady(process.toHandle());
    }

    private List<String> launch() throws IOException {
        try {
            return new LauncherProgram(System.getProperty("java.class.path"))
                    .launch(this, program(), home.trainingLog(NAME));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> arguments(List<String> program) {
        var arguments = new ArrayList<>(List.of(
                ChildCommand.java(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        arguments.addAll(program);
        return arguments;
    }

    private List<String> program() {
        return List.of(
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

    private boolean saysReady(ProcessHandle process) {
        try {
            return Files.readString(readyFile()).equals(Long.toString(process.pid()));
        } catch (IOException notYet) {
            return false;
        }
    }
}
