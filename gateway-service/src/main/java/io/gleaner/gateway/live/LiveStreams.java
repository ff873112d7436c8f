package io.gleaner.gateway.live;

import org.springframework.context.SmartLifecycle;

/** Ends the live streams before the server waits for its requests to end: a stream would not end by itself. */
final class LiveStreams implements SmartLifecycle {

    private final TailListener tail;
    private volatile boolean running;

    LiveStreams(TailListener tail) {
        this.tail = tail;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        tail.dismissAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
