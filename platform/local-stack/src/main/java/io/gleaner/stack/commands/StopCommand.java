package io.gleaner.stack.commands;

import picocli.CommandLine.Command;

/** {@code gleaner stop}. */
@Command(name = "stop", description = "Stop a component and keep it down, to see how the others do without it.")
final class StopCommand extends ComponentCommand {

    @Override
    String act(ChosenComponent component) throws InterruptedException {
        component.orders().stop(component.name());
        component.awaitStopped();
        return "%s is stopped: ./gleaner start %s".formatted(component.name(), component.name());
    }
}
