package io.gleaner.kit.jobs;

/**
 * A kind of background job. A service declares one bean per kind.
 *
 * <p>A job may be killed at any moment and is then run again, on any replica, from its last checkpoint: what it does
 * after a checkpoint must be repeatable.
 */
public interface JobType {

    /** Its name, such as {@code upload}. */
    String name();

    /** What its progress counts, such as {@code rows}. */
    String unit();

    /** How often it is tried again after a failure. */
    default int maxRetries() {
        return 3;
    }

    /**
     * Does the work.
     *
     * @return the result as a JSON object
     * @throws RuntimeException tried again, with growing pauses, up to {@link #maxRetries()} times
     */
    String run(JobRun run);
}
