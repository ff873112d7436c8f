package io.gleaner.stack.commands;

import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code gleaner start}. */
@Command(name = "start", description = "Start a component that was stopped.")
final class StartCommand extends ComponentCommand {

    @Override
    String act(ChosenComponent component) throws InterruptedException {
        component.orders().start(component.name());
        component.awaitReadyAfter(Optional.empty());
        return component.name() + " is ready";
    }
}
