package io.gleaner.stack.components;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that runs from the launcher's own class path, with a class cache beside the launcher's jar. */
record LauncherProgram(String classPath) {

    /** The arguments after java's own; {@code training} is used where the class cache is still to be made. */
    List<String> launch(ClassCache.Training training, List<String> program, Path log)
            throws IOException, InterruptedException {
        if (!consistsOfJars()) {
            return program;
        }
        var run = RunDirectory.of(launcher());
        try (var _ = run.lock()) {
            run.deleteOld();
            Files.createDirectories(run.path());
            var cache = new ClassCache(run.path());
            if (!cache.exists()) {
                cache.make(training, program, log);
            }
            return cache.before(program);
        }
    }

    /** Java makes no cache of classes that lie in folders, as they do in a build. */
    private boolean consistsOfJars() {
        return entries().allMatch(entry -> entry.endsWith(".jar"));
    }

    private Path launcher() {
        return Path.of(entries().findFirst().orElseThrow());
    }

    private Stream<String> entries() {
        return Stream.of(classPath.split(File.pathSeparator));
    }
}
