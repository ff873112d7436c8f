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
    public static final String TOPIC = "topic";
    public static final String PARTITION = "partition";
    public static final String OFFSET = "offset";
    public static final String ERROR = "error";
    public static final String LOOP = "loop";
    public static final String SERVICE = "service";
    public static final String PROVIDER = "provider";
    public static final String STATUS = "status";
    public static final String REQUEST = "request";
    public static final String VERDICTS = "verdicts";
    public static final String MISSING = "missing";
    public static final String TABLE = "table";
    public static final String COUNT = "count";

    private LogKeys() {}
}
