package io.gleaner.stack.components;

import io.gleaner.stack.processes.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * A service's jar taken apart, with a cache of its loaded and linked classes (JEP 483, 514): started from these a service
 * needs a third of the processor time. Both lie beside the jar in a directory named after its stamp, so a new jar gets new
 * ones, and a process that still runs from the old ones keeps its open files.
 */
record UnpackedService(ServiceJar jar, Path directory) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Takes the jar apart unless that was done. */
    static UnpackedService of(ServiceJar jar, Path log) throws IOException, InterruptedException {
        var all = jar.path().resolveSibling("run");
        var unpacked = new UnpackedService(jar, all.resolve(jar.stamp()));
        if (!Files.isDirectory(unpacked.directory())) {
            deleteAllButNewest(all);
            unpacked.extract(log);
        }
        return unpacked;
    }

    /** What java is told to run it. */
    List<String> launch() {
        return hasCache() ? List.of("-XX:AOTCache=" + cache(), "-jar", application()) : List.of("-jar", application());
    }

    boolean hasCache() {
        return Files.exists(cache());
    }

    private void extract(Path log) throws IOException, InterruptedException {
        var half = directory.resolveSibling("half");
        var arguments = List.of(
                ChildCommand.java(),
                "-Djarmode=tools",
                "-jar",
                jar.path().toString(),
                "extract",
                "--destination",
                half.toString());
        Files.createDirectories(half);
        if (!succeeds(new ChildCommand(arguments, Map.of(), half, log).start())) {
            throw new IOException(jar.path() + " cannot be taken apart, see " + log);
        }
        Files.move(half, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes the cache by a run up to the point where the service would begin its work; false if that run failed. */
    boolean train(Training training, Path log) throws IOException, InterruptedException {
        var half = directory.resolve("half.aot");
        var process = training.start(
                List.of(
                        "-XX:AOTCacheOutput=" + half,
                        "-Xlog:aot=error",
                        "-Dspring.context.exit=onRefresh",
                        "-jar",
                        application()),
                directory,
                log);
        var made = succeeds(process) && Files.exists(half);
        if (made) {
            Files.move(half, cache(), StandardCopyOption.ATOMIC_MOVE);
        }
        return made;
    }

    /** Runs the service once with these further arguments, with everything it would be told in earnest. */
    @FunctionalInterface
    interface Training {
        Process start(List<String> arguments, Path directory, Path log) throws IOException;
    }

    private String application() {
        return directory.resolve(jar.path().getFileName()).toString();
    }

    private Path cache() {
        return directory.resolve("classes.aot");
    }

    private static boolean succeeds(Process process) throws InterruptedException {
        try {
            return process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    /** The newest one may be what other processes of the service run from. */
    private static void deleteAllButNewest(Path all) throws IOException {
        if (!Files.isDirectory(all)) {
            return;
        }
        try (var directories = Files.list(all)) {
            var oldestFirst = directories
                    .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .toList();
            for (var old : oldestFirst.subList(0, Math.max(0, oldestFirst.size() - 1))) {
                FileUtils.deleteDirectory(old.toFile());
            }
        }
    }
}
