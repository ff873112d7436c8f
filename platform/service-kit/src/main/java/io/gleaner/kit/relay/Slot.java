package io.gleaner.kit.relay;

/**
 * A replication slot as the server shows it.
 *
 * @param lost whether the server gave up the log that the slot needs
 * @param confirmedLsn what the relay has told the server to have passed
 */
record Slot(boolean lost, long confirmedLsn) {

    /**
     * Whether a relay at this position may read on. If not, the slot must go before the engine starts: an engine that finds
     * a slot without a usable position takes a snapshot beside the slot, which can miss a row that commits at that moment,
     * while a new slot brings its own exact snapshot. A slot that is ahead of the position means that Kafka has lost what
     * it had acknowledged, and perhaps rows too.
     */
    boolean continues(Position position) {
        return switch (position) {
            case Position.None none -> false;
            case Position.At at -> !lost && confirmedLsn <= at.lsn();
        };
    }
}
