package io.gleaner.contracts;

import java.time.Duration;
import java.util.Optional;

/**
 * The topics of Gleaner. Every topic has the same number of partitions and the partition is chosen by the tenant id
 * alone, so the order of a tenant's events is the same everywhere.
 */
public enum Topic {
    /** Transactions that a user or another system imports. */
    TRANSACTIONS("transactions", Key.TENANT, "gateway-service", Keep.FOR_TWO_WEEKS),
    /** Values that users give to fields of transactions. */
    CLASSIFICATIONS("classifications", Key.TENANT, "gateway-service", Keep.FOR_TWO_WEEKS),
    /** Runs of AI workflows that other systems report. */
    WORKFLOWS("workflows", Key.TENANT, "gateway-service", Keep.FOR_TWO_WEEKS),
    /** Tracking records and workflow runs, relayed from the tables of tracking-service. */
    TRACKING_CHANGES("tracking-changes", Key.TENANT_AND_ROW, "tracking-service", Keep.LATEST_PER_KEY),
    /** What was learned: windows, suggestions, patterns. */
    PATTERN_EVENTS("pattern-events", Key.TENANT, "pattern-service", Keep.FOR_TWO_WEEKS),
    /** Progress and end of background jobs. */
    JOB_EVENTS("job-events", Key.TENANT, "all", Keep.FOR_TWO_WEEKS),
    /** Statistics that were recalculated. */
    STATS_EVENTS("stats-events", Key.TENANT, "stats-service", Keep.FOR_TWO_WEEKS),
    /** What callers did over HTTP, for the activity log. */
    ACTIVITY("activity", Key.TENANT, "gateway-service", Keep.FOR_TWO_WEEKS);

    /** Partitions of every topic. */
    public static final int PARTITIONS = 12;

    /** Most bytes of a dead letter, headers included: room for whatever a broker takes (1 MiB) and the reason. */
    public static final int MAX_DEAD_LETTER_BYTES = 8 << 20;

    private final String suffix;
    private final Key key;
    private final String owner;
    private final Keep keep;

    Topic(String suffix, Key key, String owner, Keep keep) {
        this.suffix = suffix;
        this.key = key;
        this.owner = owner;
        this.keep = keep;
    }

    /** What follows the prefix, such as {@code tracking-changes}. */
    public String suffix() {
        return suffix;
    }

    /** What the record key consists of. */
    public Key key() {
        return key;
    }

    /** The module that publishes; {@code all} where every service does. */
    public String owner() {
        return owner;
    }

    /** How long the broker keeps a record; empty where it keeps the latest record of each key without time limit. */
    public Optional<Duration> retention() {
        return keep == Keep.LATEST_PER_KEY ? Optional.empty() : Optional.of(Duration.ofDays(14));
    }

    /** The topic's name on the broker, such as {@code gleaner.tracking-changes}. */
    public String on(String prefix) {
        return prefix + suffix;
    }

    /** Whether an admin may correct a refused record before it is offered again; a record of evidence stays as it was. */
    public boolean correctable() {
        return this != ACTIVITY;
    }

    /** Where refused records of this topic go, such as {@code gleaner.tracking-changes.dlt}. */
    public String deadLettersOn(String prefix) {
        return prefix + suffix + ".dlt";
    }

    /** What a record's key consists of. */
    public enum Key {
        /** The tenant id. */
        TENANT,
        /** Tenant id, slash, row id: compaction keeps the latest version of every row. */
        TENANT_AND_ROW
    }

    private enum Keep {
        FOR_TWO_WEEKS,
        LATEST_PER_KEY
    }
}
