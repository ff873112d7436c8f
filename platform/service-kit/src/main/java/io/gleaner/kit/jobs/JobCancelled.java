package io.gleaner.kit.jobs;

/** Ends the run of a job that was cancelled. */
public final class JobCancelled extends RuntimeException {

    JobCancelled() {
        super("cancelled", null, false, false);
    }
}
