package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.home.HomeLock;
import io.gleaner.stack.processes.Ending;
import io.gleaner.stack.supervision.LeftOvers;
import io.gleaner.stack.supervision.Records;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code gleaner down}. */
@Command(name = "down", description = "Stop everything, also what a killed supervisor left behind.")
final class DownCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Override
    public Integer call() throws IOException {
        var environment = Environment.asRunning();
        environment.settings().home().prepare();
        environment.records().of(Records.SUPERVISOR).ifPresent(supervisor -> new Ending(supervisor).within(PATIENCE));
        try (var lock = HomeLock.take(environment.settings().home()).orElseThrow(DownCommand::stillUp)) {
            var stopped = lock.isHeld() ? new LeftOvers(environment.settings().home()).stop() : 0;
            System.out.println(
                    stopped == 0 ? "everything is stopped" : "stopped %d left-over processes".formatted(stopped));
        }
        return 0;
    }

    private static StackProblem stillUp() {
        return new StackProblem("a stack is just starting in this home; try again");
    }
}
