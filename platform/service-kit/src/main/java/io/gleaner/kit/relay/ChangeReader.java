package io.gleaner.kit.relay;

import io.debezium.data.Envelope;
import io.debezium.data.Envelope.Operation;
import io.gleaner.kit.relay.Change.OfHeartbeat;
import io.gleaner.kit.relay.Change.OfNothing;
import io.gleaner.kit.relay.Change.OfRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads the engine's records. */
final class ChangeReader {

    static final String HEARTBEATS = "relay_heartbeats";

    private static final Change NOTHING = new OfNothing();

    private final String relay;
    private final String leftOut;

    /** @param leftOut what the engine was told to put in place of a value that the log left out */
    ChangeReader(String relay, String leftOut) {
        this.relay = relay;
        this.leftOut = leftOut;
    }

    Change read(SourceRecord record) {
        if (!(record.value() instanceof Struct envelope) || !Envelope.isEnvelopeSchema(envelope.schema())) {
            return NOTHING;
        }
        Struct after = envelope.getStruct(Envelope.FieldName.AFTER);
        return after == null ? NOTHING : read(envelope.getStruct(Envelope.FieldName.SOURCE), after, isRead(envelope));
    }

    private Change read(Struct source, Struct after, boolean snapshot) {
        String table = source.getString("table");
        Instant committedAt = Instant.EPOCH.plus(source.getInt64("ts_us"), ChronoUnit.MICROS);
        if (table.equals(HEARTBEATS)) {
            return heartbeat(new Row(table, after, leftOut), committedAt, snapshot);
        }
        return new OfRow(new Row(table, after, leftOut), snapshot ? null : committedAt);
    }

    /** A snapshot reads tables one after the other: a mark in it says nothing about rows of the others. */
    private Change heartbeat(Row row, Instant committedAt, boolean snapshot) {
        boolean own = row.text("relay").equals(relay) && !snapshot;
        return own ? new OfHeartbeat(row.number("mark"), committedAt) : NOTHING;
    }

    private static boolean isRead(Struct envelope) {
        @Nullable String operation = envelope.getString(Envelope.FieldName.OPERATION);
        return Operation.READ.code().equals(operation);
    }
}
