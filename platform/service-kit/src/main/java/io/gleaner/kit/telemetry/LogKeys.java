package io.gleaner.kit.telemetry;

/**
 * The words that logs use for "which one": a closed vocabulary, so that one search finds all of it. Values are names, ids,
 * counts, times and reasons, never what users wrote.
 */
public final class LogKeys {

    public static final String RELAY = "relay";
    public static final String SLOT = "slot";
    public static final String REASON = "reason";
    public static final String DELAY = "delay";

    private LogKeys() {}
}
