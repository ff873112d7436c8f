package io.gleaner.kit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.RecordChangeEvent;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress();

    @Test
    void a_row_of_a_transaction_that_may_have_more_is_not_passed() {
        progress.add(row(7));
        progress.add(row(7));

        assertThat(progress.takePassed()).isNull();
    }

    @Test
    void the_last_row_of_a_transaction_is_passed_when_a_later_one_begins() {
        RecordChangeEvent<SourceRecord> last = row(7);
        progress.add(row(7));
        progress.add(last);
        progress.add(row(8));
        progress.add(row(8));

        assertThat(progress.takePassed()).isSameAs(last);
    }

    @Test
    void a_transaction_goes_on_over_batches() {
        RecordChangeEvent<SourceRecord> last = row(7);
        progress.add(last);
        assertThat(progress.takePassed()).isNull();

        progress.add(row(8));

        assertThat(progress.takePassed()).isSameAs(last);
        assertThat(progress.takePassed()).isNull();
    }

    @Test
    void a_heartbeat_of_the_engine_within_a_transaction_passes_nothing() {
        progress.add(row(7));
        progress.add(at(Map.of("txId", 7L, "messageType", "INSERT")));

        assertThat(progress.takePassed()).isNull();
    }

    @Test
    void a_heartbeat_of_the_engine_after_a_commit_passes_everything() {
        RecordChangeEvent<SourceRecord> heartbeat = at(Map.of("txId", 7L, "messageType", "COMMIT"));
        progress.add(row(7));
        progress.add(heartbeat);

        assertThat(progress.takePassed()).isSameAs(heartbeat);
    }

    @Test
    void a_row_of_a_snapshot_is_passed_at_once() {
        RecordChangeEvent<SourceRecord> last = at(Map.of("txId", 7L, "snapshot", "INITIAL"));
        progress.add(at(Map.of("txId", 7L, "snapshot", "INITIAL")));
        progress.add(last);

        assertThat(progress.takePassed()).isSameAs(last);
    }

    private static RecordChangeEvent<SourceRecord> row(long transaction) {
        return at(Map.of("txId", transaction, "messageType", "INSERT"));
    }

    private static RecordChangeEvent<SourceRecord> at(Map<String, ?> position) {
        SourceRecord change = new SourceRecord(Map.of(), position, "t", null, null);
        return () -> change;
    }
}
