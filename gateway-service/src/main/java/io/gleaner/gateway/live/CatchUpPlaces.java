package io.gleaner.gateway.live;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many streams of this replica may catch up at a time: each of them has consumers of its own meanwhile. */
final class CatchUpPlaces {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Semaphore free;

    CatchUpPlaces(int places) {
        this.free = new Semaphore(places);
    }

    /** A place to leave again; 503 where all are taken. */
    Place take() {
        if (!free.tryAcquire()) {
            throw Problem.retryLater(ProblemType.UNAVAILABLE, "too many live streams catch up", RETRY_AFTER);
        }
        return new Place();
    }

    /** Taken until it is left. */
    final class Place {

        private final AtomicBoolean taken = new AtomicBoolean(true);

        /** Leaving twice is leaving once. */
        void leave() {
            if (taken.getAndSet(false)) {
                free.release();
            }
        }
    }
}
