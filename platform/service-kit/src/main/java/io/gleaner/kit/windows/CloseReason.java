package io.gleaner.kit.windows;

/** Why a window is due. */
public enum CloseReason {
    QUIET,
    MAX_WAIT,
    MAX_EVENTS,
    FLUSHED
}
