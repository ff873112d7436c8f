package io.gleaner.stack.commands;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.logs.LogTail;
import io.gleaner.stack.processes.ChildCommand;
import io.gleaner.stack.processes.Ending;
import io.gleaner.stack.supervision.Records;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts a supervisor that outlives this process and its terminal, and shows what it says until everything is ready. */
record DetachedUp(Environment environment, boolean fresh) {
    /** Tells the supervisor that nobody reads its output. */
    static final String QUIET = "--quiet";

    private static final Duration LOOK = Duration.ofMillis(200);

    int run() throws IOException {
        var home = environment.settings().home();
        home.prepare();
        var log = home.log(Records.SUPERVISOR);
        var said = LogTail.atEnd(log);
        var supervisor = supervisor(home, log);
        while (!new ReadyMark(home).isSetBy(supervisor.pid())) {
            var ended = new Ending(supervisor).awaited(LOOK);
            said.newLines().forEach(System.out::println);
            if (ended) {
                return 1;
            }
        }
        said.newLines().forEach(System.out::println);
        new Welcome(environment.settings()).print(System.out);
        return 0;
    }

    private ProcessHandle supervisor(Home home, Path log) throws IOException {
        var arguments = new ArrayList<>(List.of(ChildCommand.java()));
        arguments.addAll(LAUNCHER_OPTIONS);
        arguments.addAll(List.of(
                "-Dgleaner.root=" + Environment.sourceTree(),
                "-cp",
                System.getProperty("java.class.path"),
                Gleaner.class.getName(),
                "up",
                QUIET));
        if (fresh) {
            arguments.add("--fresh");
        }
        return new ChildCommand(arguments, System.getenv(), home.path(), log)
                .start()
                .toHandle();
    }

    private static final List<String> LAUNCHER_OPTIONS =
            List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");
}
