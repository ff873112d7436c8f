package io.gleaner.kit.relay;

import io.debezium.engine.RecordChangeEvent;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which position may be stored once its changes are acknowledged: only one between two transactions. Rows that one WAL
 * record wrote (COPY does, a page at a time) share their LSN, and an engine that restarts at such a row skips its
 * siblings. So a transaction counts as passed when a change of a later one was seen; the heartbeat sees to it that one
 * comes.
 */
final class Progress {

    /** The latest change of a transaction that may have more. */
    private @Nullable RecordChangeEvent<SourceRecord> open;

    private @Nullable RecordChangeEvent<SourceRecord> passed;

    /** Takes note of the next change. */
    void add(RecordChangeEvent<SourceRecord> change) {
        if (standsBetweenTransactions(positionOf(change))) {
            passed = change;
            open = null;
            return;
        }
        if (open != null && !transactionOf(open).equals(transactionOf(change))) {
            passed = open;
        }
        open = change;
    }

    /** The latest change whose position is safe to store; null if there is none since the last call. */
    @Nullable
    RecordChangeEvent<SourceRecord> takePassed() {
        RecordChangeEvent<SourceRecord> taken = passed;
        passed = null;
        return taken;
    }

    /** The engine's own heartbeat after a commit; or a snapshot, which starts anew if it is interrupted. */
    private static boolean standsBetweenTransactions(Map<String, ?> position) {
        return "COMMIT".equals(position.get("messageType")) || position.containsKey("snapshot");
    }

    private static Object transactionOf(RecordChangeEvent<SourceRecord> change) {
        return Objects.requireNonNull(positionOf(change).get("txId"), "txId");
    }

    private static Map<String, ?> positionOf(RecordChangeEvent<SourceRecord> change) {
        return change.record().sourceOffset();
    }
}
