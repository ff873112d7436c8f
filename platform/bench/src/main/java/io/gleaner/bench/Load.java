package io.gleaner.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** A closed loop: so many clients at once, each sending its next request when the last one is answered. */
final class Load {

    private final int clients;

    Load(int clients) {
        this.clients = clients;
    }

    /** A request of one client; throws where it was not answered as it should be. */
    interface Request {
        void send(int client) throws Exception;
    }

    /** Requests answered per second over this time. */
    double perSecond(Duration time, Request request) {
        LongAdder answered = new LongAdder();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                running.add(CompletableFuture.runAsync(() -> send(number, request, end, answered), threads));
            }
            running.forEach(CompletableFuture::join);
        }
        return answered.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private static void send(int client, Request request, long end, LongAdder answered) {
        try {
            while (System.nanoTime() < end) {
                request.send(client);
                answered.increment();
            }
        } catch (Exception e) {
            throw new IllegalStateException("a request failed under load", e);
        }
    }
}
