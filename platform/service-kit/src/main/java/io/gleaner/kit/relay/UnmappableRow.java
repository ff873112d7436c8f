package io.gleaner.kit.relay;

/** A row that no event can be made of; the reason goes to the dead letters with it. */
public final class UnmappableRow extends RuntimeException {

    /** @param reason what was expected, what came, and where; never a value */
    public UnmappableRow(String reason) {
        super(reason, null, false, false);
    }
}
