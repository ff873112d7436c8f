package io.gleaner.kit.relay;

import io.debezium.engine.DebeziumEngine.ChangeConsumer;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Takes the engine's batches in order: translate, send all, wait until Kafka has all, and only then pass the position on.
 * An exception ends the run, and the next one begins at the last position that was passed on: at least once, never lost.
 */
final class Batches implements ChangeConsumer<RecordChangeEvent<SourceRecord>> {

    private final ChangeReader reader;
    private final Translator translator;
    private final RelayProducer kafka;
    private final RelayStatus status;
    private final RelayMeters meters;
    private final Progress progress = new Progress();

    /** False from the moment the lock is known to be lost. */
    private volatile boolean open = true;

    Batches(ChangeReader reader, Translator translator, RelayProducer kafka, RelayStatus status, RelayMeters meters) {
        this.reader = reader;
        this.translator = translator;
        this.kafka = kafka;
        this.status = status;
        this.meters = meters;
    }

    /** Lets no further batch through: another replica may lead by now. */
    void shut() {
        open = false;
    }

    @Override
    public void handleBatch(
            List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        requireOpen();
        List<Translation> translations = batch.stream().map(this::translate).toList();
        kafka.publish(messages(translations));
        requireOpen();
        meters.acknowledged(translations);
        status.relayed();
        pass(batch, committer);
    }

    private void pass(
            List<RecordChangeEvent<SourceRecord>> batch, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        batch.forEach(progress::add);
        RecordChangeEvent<SourceRecord> passed = progress.takePassed();
        if (passed != null) {
            committer.markProcessed(passed);
        }
        committer.markBatchFinished();
    }

    private Translation translate(RecordChangeEvent<SourceRecord> change) {
        return translator.translate(reader.read(change.record()));
    }

    private static List<ProducerRecord<String, byte[]>> messages(List<Translation> translations) {
        return translations.stream().flatMap(one -> one.messages().stream()).toList();
    }

    private void requireOpen() {
        if (!open) {
            throw new RelayFailure("no longer the leader");
        }
    }
}
