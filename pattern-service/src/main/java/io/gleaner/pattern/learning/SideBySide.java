package io.gleaner.pattern.learning;

import io.gleaner.kit.loops.PollLoop.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** Work that some threads do side by side as long as there is more of it than one can take at once. */
final class SideBySide implements Work {

    /** Each holds a connection of a pool that listeners and jobs share. */
    private static final int THREADS = 2;

    private final Work work;
    private final Executor threads =
            task -> Thread.ofVirtual().name("windows-", 0).start(task);

    SideBySide(Work work) {
        this.work = work;
    }

    /** @throws RuntimeException what one of them failed with, after all have ended */
    @Override
    public boolean runOnce() {
        if (work.runOnce()) {
            List<CompletableFuture<Void>> side = Stream.generate(() -> CompletableFuture.runAsync(this::all, threads))
                    .limit(THREADS)
                    .toList();
            join(CompletableFuture.allOf(side.toArray(CompletableFuture[]::new)));
        }
        return false;
    }

    private void all() {
        boolean more = true;
        while (more) {
            more = work.runOnce();
        }
    }

    private static void join(CompletableFuture<Void> all) {
        try {
            all.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
