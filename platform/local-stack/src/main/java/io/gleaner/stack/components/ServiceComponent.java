package io.gleaner.stack.components;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.home.ServiceInstance;
import io.gleaner.stack.processes.ChildCommand;
import io.gleaner.stack.supervision.Component;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One process of a service, with what it is told in its environment, where no other user sees the passwords. */
record ServiceComponent(ServiceInstance instance, ServiceProgram program, ServiceEnvironment told, Home home)
        implements Component, ClassCache.Training {

    @Override
    public String name() {
        return instance.name();
    }

    @Override
    public Running start() throws IOException {
        try {
            var launch = program.launch(this, home.trainingLog(name()));
            var process = start(launch, home.path(), home.log(name()));
            return new ChildRunning(process.toHandle());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public boolean ready() {
        return Probe.isReady(instance.managementPort());
    }

    @Override
    public boolean isReady(Process process) {
        return ready();
    }

    @Override
    public Process start(List<String> launch, Path directory, Path log) throws IOException {
        return new ChildCommand(arguments(launch), told.variables(instance), directory, log).start();
    }

    /**
     * C1 alone compiles: it takes a third off the start, and a stack on a laptop is started more often than loaded. Half
     * of the heap is for what is new: a batch in hand lives as long as a batch takes, and is copied at each collection.
     */
    List<String> arguments(List<String> launch) {
        var arguments = new ArrayList<>(List.of(
                ChildCommand.java(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:NewRatio=1",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        arguments.addAll(told.javaOptions());
        arguments.addAll(launch);
        told.extraSettings().ifPresent(file -> arguments.add("--spring.config.additional-location=file:" + file));
        return arguments;
    }
}
