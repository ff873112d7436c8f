package io.gleaner.kit.relay;

import static io.gleaner.kit.relay.RelayBed.relaying;
import static io.gleaner.kit.relay.RelayBed.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.testing.OnRealServers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What follows when the server did not keep its log for a relay that was away. */
@OnRealServers
@Isolated("the server gives up every slot that nobody reads")
class RelayLostSlotTest {

    @Test
    void after_the_server_gave_up_the_slots_log_every_row_is_relayed_again() {
        try (RelayBed bed = new RelayBed();
                Received received = bed.receive()) {
            relaying(bed.start(Notes.relay(), Map.of()));
            bed.insertMany("acme", 1, 5);
            until(() -> assertThat(received.bodies()).hasSize(5));
            bed.stopLatest();
            bed.giveUpSlot();
            bed.insertMany("acme", 6, 10);

            relaying(bed.start(Notes.relay(), Map.of()));

            until(() -> assertThat(received.bodies()).hasSize(15));
            bed.insert("acme", "n11");
            until(() -> assertThat(received.bodies()).containsAll(numbered(1, 11)));
        }
    }

    private static List<String> numbered(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(i -> "n" + i).toList();
    }
}
