package io.gleaner.kit.relay;

import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Properties;
import java.util.UUID;

/** Puts relays together from what the service has. */
record RelayFactory(
        RelayDatabase database,
        RelayProperties properties,
        KafkaSettings kafka,
        Positions positions,
        EventCodec codec,
        Topics topics,
        MeterRegistry meters,
        Clock clock) {

    ChangeRelay relay(RelayDefinition definition) {
        String slot = database.slotOf(definition);
        RelayStatus status = new RelayStatus(clock);
        RelayMeters counts = new RelayMeters(definition.name(), status, meters, clock);
        return new ChangeRelay(
                definition,
                properties,
                () -> new LeaderSession(database.connect(slot + "_relay"), slot),
                new Preparation(definition, slot, positions),
                () -> run(definition, slot, status, counts),
                status,
                clock);
    }

    /** What the log left out is told by a text drawn for this run, so that no user's text can look like it. */
    private EngineRun run(RelayDefinition definition, String slot, RelayStatus status, RelayMeters counts) {
        String leftOut = UUID.randomUUID().toString();
        RelayProducer producer = new RelayProducer(kafka.producer(), slot);
        Batches batches = new Batches(
                new ChangeReader(definition.name(), leftOut), translator(definition), producer, status, counts);
        Properties settings =
                new EngineSettings(definition, database, properties, leftOut).all(positions.topic(), kafka.clients());
        return new EngineRun(slot, settings, batches, producer);
    }

    private Translator translator(RelayDefinition definition) {
        return new Translator(definition, codec, new RefusedRows(definition, topics));
    }
}
