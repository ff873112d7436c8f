package io.gleaner.stack.home;

import java.util.Locale;

/** The services of a stack, in the order of their ports. */
public enum Service {
    GATEWAY(0),
    TRACKING(2),
    PATTERN(4),
    UPLOAD(6),
    STATS(8);

    private final int port;

    Service(int port) {
        this.port = port;
    }

    /** Counted from the stack's first port; the management port is the next one. */
    int portOffset() {
        return port;
    }

    /** As in {@code gleaner.service}, in database and role names, and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its directory in the source tree and its artifact. */
    public String module() {
        return label() + "-service";
    }
}
