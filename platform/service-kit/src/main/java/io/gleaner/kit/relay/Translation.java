package io.gleaner.kit.relay;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a change becomes on Kafka.
 *
 * @param committedAt when the change was committed; null where that is no measure of the relay's lag
 */
record Translation(Outcome outcome, @Nullable Instant committedAt, List<ProducerRecord<String, byte[]>> messages) {

    /** How a change is counted: every one once. */
    enum Outcome {
        /** Became an event. */
        RELAYED,
        /** The mapper had nothing to tell. */
        SKIPPED,
        /** Became a dead letter. */
        REFUSED,
        /** Was a heartbeat of this relay. */
        MARKED,
        /** Was no row that concerns this relay. */
        IGNORED
    }
}
