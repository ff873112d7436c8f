package io.gleaner.stack.commands;

import picocli.CommandLine.Command;

/** {@code gleaner restart}. */
@Command(name = "restart", description = "Stop a component and start it again, from a new jar if there is one.")
final class RestartCommand extends ComponentCommand {

    @Override
    String act(ChosenComponent component) throws InterruptedException {
        var before = component.process();
        component.orders().restart(component.name());
        component.awaitReadyAfter(before);
        return component.name() + " is ready again";
    }
}
