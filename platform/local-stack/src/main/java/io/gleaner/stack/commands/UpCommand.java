package io.gleaner.stack.commands;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gleaner up}. */
@Command(name = "up", description = "Start everything, and keep it running until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
    @Option(names = "--fresh", description = "Begin without the data of earlier runs.")
    private boolean fresh;

    @Option(names = "--detach", description = "Return when everything is ready; ./gleaner down stops it.")
    private boolean detach;

    @Option(names = DetachedUp.QUIET, hidden = true, description = "Do not show the logs.")
    private boolean quiet;

    @Override
    public Integer call() throws Exception {
        var environment = Environment.asTold();
        return detach ? new DetachedUp(environment, fresh).run() : new AttachedUp(environment, fresh, quiet).run();
    }
}
