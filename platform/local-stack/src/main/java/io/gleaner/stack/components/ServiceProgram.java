package io.gleaner.stack.components;

import io.gleaner.stack.home.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is run from the newest jar in the source tree. Replicas, and other stacks that run from the same tree,
 * wait for each other while files beside the jar are made.
 */
final class ServiceProgram {
    private final Path sourceTree;
    private final Service service;

    /** Whose training run failed: it is not tried at every start, but once per supervisor. */
    private @Nullable Path withoutCache;

    ServiceProgram(Path sourceTree, Service service) {
        this.sourceTree = sourceTree;
        this.service = service;
    }

    /** The arguments after java's own; {@code training} is used where the class cache is still to be made. */
    synchronized List<String> launch(ClassCache.Training training, Path log) throws IOException, InterruptedException {
        var run = RunDirectory.of(ServiceJar.of(sourceTree, service).path());
        try (var _ = run.lock()) {
            var unpacked = UnpackedService.of(run, log);
            var cache = unpacked.cache();
            if (!cache.exists() && !run.path().equals(withoutCache) && !cache.make(training, unpacked.program(), log)) {
                withoutCache = run.path();
            }
            return cache.before(unpacked.program());
        }
    }
}
