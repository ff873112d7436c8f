package io.gleaner.kit.relay;

/** How far a relay has come, as Kafka remembers it. */
sealed interface Position {

    /** Nowhere: it never ran, or its first snapshot was cut off. */
    record None() implements Position {}

    /** Everything up to this LSN is relayed. */
    record At(long lsn) implements Position {}
}
