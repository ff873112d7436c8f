package io.gleaner.stack.processes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program to start. It gets a session of its own where the system can do that, so that Ctrl-C at the terminal reaches
 * the supervisor alone, which then stops everything in the right order; and it writes straight into its log file, so that
 * it goes on undisturbed when the supervisor is killed.
 */
public record ChildCommand(List<String> arguments, Map<String, String> environment, Path directory, Path log) {
    /** The model's key is for pattern-service alone: no other program inherits it. */
    private static final String GUARDED = "GLEANER_LLM_";

    private static final Optional<String> SETSID = onPath("setsid");

    /** This JVM's own java. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public Process start() throws IOException {
        var builder = new ProcessBuilder(inOwnSession())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith(GUARDED));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private List<String> inOwnSession() {
        var all = new ArrayList<String>();
        SETSID.ifPresent(all::add);
        all.addAll(arguments);
        return all;
    }

    private static Optional<String> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
