package io.gleaner.pattern.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider's own wish to be left alone, by this replica. */
final class ProviderPause {

    private final Duration most;
    private long until = System.nanoTime();

    /** @param most longest wish that is honoured */
    ProviderPause(Duration most) {
        this.most = most;
    }

    /** The longest of the wishes that still hold. */
    synchronized void wish(@Nullable Duration pause) {
        if (pause != null) {
            long wished = System.nanoTime() + (pause.compareTo(most) > 0 ? most : pause).toNanos();
            until = wished - until > 0 ? wished : until;
        }
    }

    /** How long it still holds; zero if it does not. */
    synchronized Duration left() {
        long left = until - System.nanoTime();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }
}
