package io.gleaner.stack.components;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program's loaded and linked classes and of what its methods were found to do (JEP 483, 514, 515), in
 * a file in this directory: started from it a program needs a third of the processor time. Java passes over a file that
 * does not fit the program.
 */
record ClassCache(Path directory) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(200);

    /** A run of the program with everything it would be told in earnest. */
    interface Training {
        /** Starts it with these further arguments of java. */
        Process start(List<String> arguments, Path directory, Path log) throws IOException;

        /** Whether the program that was started is ready for work. */
        boolean isReady(Process process);
    }

    boolean exists() {
        return Files.exists(file());
    }

    /** The program's arguments, and java's to use the cache where there is one. */
    List<String> before(List<String> program) {
        return exists() ? joined("-XX:AOTCache=" + file(), program) : program;
    }

    /**
     * Makes the cache by a run until the program is ready: what it loads to talk to its servers is then in it too. The
     * JVM writes the cache when it is told to end. False if that run failed.
     */
    boolean make(Training training, List<String> program, Path log) throws IOException, InterruptedException {
        var half = directory.resolve("half.aot");
        Files.deleteIfExists(half);
        var arguments = joined("-XX:AOTCacheOutput=" + half, joined("-Xlog:aot=error", program));
        var process = training.start(arguments, directory, log);
        var made = becomesReadyAndEnds(training, process) && Files.exists(half);
        if (made) {
            Files.move(half, file(), StandardCopyOption.ATOMIC_MOVE);
        }
        return made;
    }

    private Path file() {
        return directory.resolve("classes.aot");
    }

    private static boolean becomesReadyAndEnds(Training training, Process process) throws InterruptedException {
        try {
            var limit = Instant.now().plus(LIMIT);
            while (!training.isReady(process)) {
                if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                        || Instant.now().isAfter(limit)) {
                    return false;
                }
            }
            process.destroy();
            return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> joined(String first, List<String> others) {
        var all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }
}
