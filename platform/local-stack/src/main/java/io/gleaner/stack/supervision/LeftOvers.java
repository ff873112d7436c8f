package io.gleaner.stack.supervision;

import io.gleaner.stack.home.Home;
import io.gleaner.stack.processes.Ending;
import io.gleaner.stack.servers.PostgresFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * What a supervisor that was killed left running: services, Kafka, PostgreSQL. Only processes whose number and start time
 * were written down are touched, and PostgreSQL by its own pid file.
 */
public record LeftOvers(Home home) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Stops them all; returns how many processes there were. Call only while holding the home's lock. */
    public int stop() {
        var records = new Records(home.running());
        var living = records.living();
        living.remove(Records.SUPERVISOR);
        living.values().forEach(ProcessHandle::destroy);
        for (Map.Entry<String, ProcessHandle> left : living.entrySet()) {
            new Ending(left.getValue()).within(PATIENCE);
            records.remove(left.getKey());
        }
        return living.size() + stopPostgres();
    }

    private int stopPostgres() {
        try {
            return PostgresFiles.stopLeftOver(home.postgres()) ? 1 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
