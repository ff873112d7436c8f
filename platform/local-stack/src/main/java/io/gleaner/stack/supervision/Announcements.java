package io.gleaner.stack.supervision;

/** Where the supervisor says what happens, one line each. */
@FunctionalInterface
public interface Announcements {

    void say(String line);
}
