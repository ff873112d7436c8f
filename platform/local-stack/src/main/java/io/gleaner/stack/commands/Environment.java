package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.home.RunningStack;
import io.gleaner.stack.home.StackSettings;
import io.gleaner.stack.supervision.Orders;
import io.gleaner.stack.supervision.Records;
import java.nio.file.Path;

/** What a command finds around it: the settings, and the stack that runs with them. */
record Environment(StackSettings settings) {

    /** As the environment variables say; for starting a stack. */
    static Environment asTold() {
        return new Environment(StackSettings.of(System.getenv()));
    }

    /** As the stack in this home was started; for all other commands. */
    static Environment asRunning() {
        var told = asTold().settings();
        return new Environment(new RunningStack(told.home()).recall(told));
    }

    /** The source tree the launcher belongs to. */
    static Path sourceTree() {
        return Path.of(System.getProperty("gleaner.root", ""));
    }

    Records records() {
        return new Records(settings.home().running());
    }

    Orders orders() {
        return new Orders(settings.home().running());
    }

    boolean isUp() {
        return records().of(Records.SUPERVISOR).isPresent();
    }

    void requireUp() {
        if (!isUp()) {
            throw new StackProblem("no stack is up in %s: ./gleaner up"
                    .formatted(settings.home().path()));
        }
    }
}
