package io.gleaner.kit.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/** The relays of this service, from its start to its end. */
final class ChangeRelays implements SmartLifecycle {

    /** Below spring.lifecycle.timeout-per-shutdown-phase. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(9);

    private final List<ChangeRelay> relays;
    private final List<Thread> threads = new ArrayList<>();

    ChangeRelays(List<ChangeRelay> relays) {
        this.relays = List.copyOf(relays);
    }

    List<ChangeRelay> all() {
        return relays;
    }

    @Override
    public synchronized void start() {
        for (ChangeRelay relay : relays) {
            threads.add(
                    Thread.ofPlatform().name(relay.name() + "-relay").daemon().start(relay));
        }
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        threads.forEach(ChangeRelays::await);
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }

    private static void await(Thread thread) {
        try {
            thread.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
