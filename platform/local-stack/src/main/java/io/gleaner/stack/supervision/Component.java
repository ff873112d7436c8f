package io.gleaner.stack.supervision;

import java.io.IOException;

/** A part of the stack that runs as a process of its own. */
public interface Component {

    String name();

    /** Starts the process; it need not be ready yet. Called again after every end. */
    Running start() throws IOException;

    /** Whether the process does its work now. Asked often, and cheap. */
    boolean ready();

    /** One life of a component. */
    interface Running {
        ProcessHandle process();

        void stop();
    }
}
