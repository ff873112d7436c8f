package io.gleaner.stack.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Says what happened and how long after the beginning. */
record Timeline(PrintStream out, Instant begin) {

    static Timeline beginningNow(PrintStream out) {
        return new Timeline(out, Instant.now());
    }

    /** Something that was seen now. */
    void note(String what) {
        note(Instant.now(), what);
    }

    /** Something that a service says it did then; it reads the same clock. */
    void note(Instant when, String what) {
        out.printf("%+8.3f s  %s%n", Duration.between(begin, when).toMillis() / 1000.0, what);
    }
}
