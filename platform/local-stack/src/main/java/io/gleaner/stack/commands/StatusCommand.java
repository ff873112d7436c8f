package io.gleaner.stack.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gleaner status}. */
@Command(name = "status", description = "Show what is running. The exit code is 0 if everything is ready, else 1.")
final class StatusCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        var environment = Environment.asRunning();
        environment.requireUp();
        var status = Status.of(environment);
        System.out.print(status.table());
        return status.allReady() ? 0 : 1;
    }
}
