package io.gleaner.contracts;

/**
 * The heartbeat of a change relay, published to every partition of its topic: who has read a mark has read everything
 * that was committed before it.
 *
 * @param relay the relay's name
 * @param mark raised by one with every heartbeat
 */
public record RelayMarked(String relay, long mark) {

    /** Stands in {@code ce_tenantid} of a mark, which belongs to every tenant; no tenant can have this id. */
    public static final String TENANT = "_relay";
}
