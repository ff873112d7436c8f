package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import picocli.CommandLine.Command;

/** {@code gleaner kill}. */
@Command(name = "kill", description = "Kill a component (SIGKILL), to try faults; the supervisor starts it again.")
final class KillCommand extends ComponentCommand {

    @Override
    String act(ChosenComponent component) {
        var process = component
                .process()
                .orElseThrow(() -> new StackProblem(component.name() + " is not running, so it cannot be killed"));
        process.destroyForcibly();
        return "killed %s (process %d)".formatted(component.name(), process.pid());
    }
}
