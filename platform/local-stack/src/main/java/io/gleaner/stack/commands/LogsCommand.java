package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.logs.LogFollower;
import io.gleaner.stack.logs.Terminal;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gleaner logs}. */
@Command(name = "logs", description = "Show the end of the logs, of one component or of all.")
final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 200;

    @Parameters(arity = "0..1", paramLabel = "COMPONENT", description = "The component; all where none is given.")
    private String component = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until Ctrl-C.")
    private boolean follow;

    @Option(names = "--kib", description = "How much of each file's end (default: ${DEFAULT-VALUE} KiB).")
    private int kibibytes = 16;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var home = Environment.asRunning().settings().home();
        home.prepare();
        var follower = new LogFollower(home.logs(), new Terminal(System.out));
        var shown = shown(follower);
        for (var name : shown) {
            follower.skipTo(name, (long) kibibytes << 10);
            follower.show(name);
        }
        while (follow) {
            Thread.sleep(LOOK_MILLIS);
            for (var name : shown) {
                follower.show(name);
            }
        }
        return 0;
    }

    private List<String> shown(LogFollower follower) throws IOException {
        var known = follower.components();
        if (component.isEmpty()) {
            return known;
        }
        if (!known.contains(component)) {
            throw new StackProblem("no log of %s; there are: %s".formatted(component, String.join(", ", known)));
        }
        return List.of(component);
    }
}
