package io.gleaner.stack.components;

import io.gleaner.stack.home.Service;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * How a service is run from the newest jar in the source tree. Replicas, and other stacks that run from the same tree,
 * wait for each other while files beside the jar are made.
 */
final class ServiceProgram {
    private final Path sourceTree;
    private final Service service;

    /** The jar whose training run failed: it is not tried at every start, but once per supervisor. */
    private String withoutCache = "";

    ServiceProgram(Path sourceTree, Service service) {
        this.sourceTree = sourceTree;
        this.service = service;
    }

    /** The arguments after java's own; {@code training} is used where the class cache is still to be made. */
    synchronized List<String> launch(UnpackedService.Training training, Path log)
            throws IOException, InterruptedException {
        var jar = ServiceJar.of(sourceTree, service);
        var lock = jar.path().resolveSibling("run.lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            var unpacked = UnpackedService.of(jar, log);
            if (!unpacked.hasCache() && !jar.stamp().equals(withoutCache) && !unpacked.train(training, log)) {
                withoutCache = jar.stamp();
            }
            return unpacked.launch();
        }
    }
}
