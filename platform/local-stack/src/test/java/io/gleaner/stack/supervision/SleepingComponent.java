package io.gleaner.stack.supervision;

import io.gleaner.stack.processes.Ending;
import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A real process that does nothing for so many seconds. Stops are noted in a list that several of them may share. */
record SleepingComponent(String name, int seconds, Queue<String> stops) implements Component {
    private static final int LONG = 600;

    static SleepingComponent forLong(String name, Queue<String> stops) {
        return new SleepingComponent(name, LONG, stops);
    }

    static SleepingComponent forLong(String name) {
        return forLong(name, new ConcurrentLinkedQueue<>());
    }

    static SleepingComponent endingAtOnce(String name) {
        return new SleepingComponent(name, 0, new ConcurrentLinkedQueue<>());
    }

    @Override
    public Running start() throws IOException {
        var process = new ProcessBuilder("sleep", Integer.toString(seconds)).start();
        return new Sleep(this, process.toHandle());
    }

    @Override
    public boolean ready() {
        return seconds == LONG;
    }

    private record Sleep(SleepingComponent component, ProcessHandle process) implements Running {

        @Override
        public void stop() {
            new Ending(process).within(Duration.ofSeconds(5));
            component.stops().add(component.name());
        }
    }
}
