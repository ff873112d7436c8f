package io.gleaner.stack.components;

import io.gleaner.stack.processes.Ending;
import io.gleaner.stack.supervision.Component;
import java.time.Duration;

/** A child process that stops when asked to, or is killed. */
record ChildRunning(ProcessHandle process) implements Component.Running {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void stop() {
        new Ending(process).within(PATIENCE);
    }
}
