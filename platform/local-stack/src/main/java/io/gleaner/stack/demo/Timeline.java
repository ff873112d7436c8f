package io.gleaner.stack.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** Says what happened and how long after the beginning. */
record Timeline(PrintStream out, Instant begin) {

    static Timeline beginningNow(PrintStream out) {
        return new Timeline(out, Instant.now());
    }

    void note(String what) {
        var millis = Duration.between(begin, Instant.now()).toMillis();
        out.printf("%+8.3f s  %s%n", millis / 1000.0, what);
    }
}
