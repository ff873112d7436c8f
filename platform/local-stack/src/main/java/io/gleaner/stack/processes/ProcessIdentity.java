package io.gleaner.stack.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process by number and start time, in a form that may be written down. Linux tells start times relative to a boot time
 * that moves a little when the clock is set, so times that nearly agree are the same process.
 */
public record ProcessIdentity(long pid, Instant started) {
    private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(3);

    public static ProcessIdentity of(ProcessHandle process) {
        return new ProcessIdentity(process.pid(), startOf(process));
    }

    /** Reads what {@link #toString} wrote; anything else is nobody's identity. */
    public static Optional<ProcessIdentity> parse(String text) {
        try {
            var parts = text.strip().split("@", 2);
            return Optional.of(new ProcessIdentity(
                    Long.parseLong(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[parts.length - 1]))));
        } catch (NumberFormatException notWrittenByUs) {
            return Optional.empty();
        }
    }

    /** The process, while it lives. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    public boolean isAlive() {
        return process().isPresent();
    }

    private boolean startedThen(ProcessHandle process) {
        return Duration.between(started, startOf(process)).abs().compareTo(CLOCK_CORRECTION) < 0;
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    @Override
    public String toString() {
        return pid + "@" + started.toEpochMilli();
    }
}
