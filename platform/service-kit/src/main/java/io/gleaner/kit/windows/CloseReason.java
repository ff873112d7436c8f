package io.gleaner.kit.windows;

/** Why a window is due, or will be. */
public enum CloseReason {
    QUIET,
    MAX_WAIT,
    MAX_EVENTS,
    FLUSHED,
    /** It is not due by itself: see {@link WindowSettings#held}. */
    HELD
}
