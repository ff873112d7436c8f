package io.gleaner.stack.components;

import io.gleaner.stack.processes.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A service's jar taken apart, as a class cache needs it, and that cache. */
record UnpackedService(Path jar, Path directory) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Takes the jar apart unless that was done. */
    static UnpackedService of(RunDirectory run, Path log) throws IOException, InterruptedException {
        var unpacked = new UnpackedService(run.jar(), run.path());
        if (!Files.isDirectory(run.path())) {
            run.deleteOld();
            unpacked.extract(log);
        }
        return unpacked;
    }

    /** What java is told to run it. */
    List<String> program() {
        return List.of("-jar", directory.resolve(jar.getFileName()).toString());
    }

    ClassCache cache() {
        return new ClassCache(directory);
    }

    private void extract(Path log) throws IOException, InterruptedException {
        var half = directory.resolveSibling("half");
        var arguments = List.of(
                ChildCommand.java(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                half.toString());
        Files.createDirectories(half);
        if (!succeeds(new ChildCommand(arguments, Map.of(), half, log).start())) {
            throw new IOException(jar + " cannot be taken apart, see " + log);
        }
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean succeeds(Process process) throws InterruptedException {
        try {
            return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }
}
