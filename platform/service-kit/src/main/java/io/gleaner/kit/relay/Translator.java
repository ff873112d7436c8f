package io.gleaner.kit.relay;

import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import io.gleaner.contracts.RelayMarked;
import io.gleaner.contracts.Topic;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.relay.Change.OfHeartbeat;
import io.gleaner.kit.relay.Change.OfNothing;
import io.gleaner.kit.relay.Change.OfRow;
import io.gleaner.kit.relay.Translation.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Turns changes into records for Kafka. A row that cannot be turned is poison: it becomes a dead letter. */
final class Translator {

    private final RelayDefinition relay;
    private final EventCodec codec;
    private final RefusedRows refused;
    private final EventType<RelayMarked> marked;

    Translator(RelayDefinition relay, EventCodec codec, RefusedRows refused) {
        this.relay = relay;
        this.codec = codec;
        this.refused = refused;
        this.marked = new EventType<>(EventTypes.RELAY_MARKED.type(), relay.topic(), RelayMarked.class);
    }

    Translation translate(Change change) {
        return switch (change) {
            case OfRow row -> row(row);
            case OfHeartbeat heartbeat -> new Translation(Outcome.MARKED, heartbeat.committedAt(), marks(heartbeat));
            case OfNothing nothing -> new Translation(Outcome.IGNORED, null, List.of());
        };
    }

    private Translation row(OfRow change) {
        try {
            Optional<ProducerRecord<String, byte[]>> message = message(change.row());
            return new Translation(
                    message.isPresent() ? Outcome.RELAYED : Outcome.SKIPPED,
                    change.committedAt(),
                    message.stream().toList());
        } catch (RuntimeException e) { // whatever a mapper throws is the row's fault: it sees nothing else
            return new Translation(Outcome.REFUSED, change.committedAt(), List.of(refused.deadLetter(change.row(), e)));
        }
    }

    private Optional<ProducerRecord<String, byte[]>> message(Row row) {
        row.requireComplete();
        return mapperOf(row).map(row).map(codec::encode);
    }

    private RowMapper mapperOf(Row row) {
        @Nullable RowMapper mapper = relay.tables().get(row.table());
        if (mapper == null) {
            throw new UnmappableRow("table %s: relay %s has no mapper for it".formatted(row.table(), relay.name()));
        }
        return mapper;
    }

    private List<ProducerRecord<String, byte[]>> marks(OfHeartbeat heartbeat) {
        Event<RelayMarked> event = new Event<>(
                relay.name() + "-" + heartbeat.mark(),
                RelayMarked.TENANT,
                relay.topic().key() == Topic.Key.TENANT_AND_ROW ? relay.name() : null,
                heartbeat.committedAt(),
                null,
                marked,
                new RelayMarked(relay.name(), heartbeat.mark()));
        return IntStream.range(0, Topic.PARTITIONS)
                .mapToObj(partition -> codec.encode(event, partition))
                .toList();
    }
}
