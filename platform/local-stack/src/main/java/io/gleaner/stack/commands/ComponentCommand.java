package io.gleaner.stack.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** A command about a single component of a stack that is up. */
abstract class ComponentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "COMPONENT", description = "gateway, tracking, pattern, upload, stats, kafka or postgres")
    private String component = "";

    @Override
    public final Integer call() throws InterruptedException {
        var environment = Environment.asRunning();
        environment.requireUp();
        System.out.println(act(ChosenComponent.of(environment, component)));
        return 0;
    }

    /** Does it, and says what was done. */
    abstract String act(ChosenComponent component) throws InterruptedException;
}
