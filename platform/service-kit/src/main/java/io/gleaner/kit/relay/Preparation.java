package io.gleaner.kit.relay;

import io.gleaner.kit.telemetry.LogKeys;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a new leader does before its engine starts. */
final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final RelayDefinition relay;
    private final String slot;
    private final Positions positions;

    Preparation(RelayDefinition relay, String slot, Positions positions) {
        this.relay = relay;
        this.slot = slot;
        this.positions = positions;
    }

    void run(LeaderSession session) throws SQLException, InterruptedException {
        requireTables(session);
        session.endFormerStream();
        dropUselessSlot(session);
    }

    private void requireTables(LeaderSession session) throws SQLException {
        Set<String> unprepared = session.unprepared(relay.tables().keySet(), relay.publication());
        if (!unprepared.isEmpty()) {
            throw new RelayFailure(
                    "tables %s are not in publication %s with replica identity FULL: a migration must CALL relayed('table', '%s')"
                            .formatted(unprepared, relay.publication(), relay.name()));
        }
    }

    /** The engine then makes a new one and relays every row again: the events carry the same ids and versions. */
    private void dropUselessSlot(LeaderSession session) throws SQLException, InterruptedException {
        Position position = positions.of(slot);
        Optional<Slot> found = session.slot();
        if (found.isPresent() && !found.get().continues(position)) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.RELAY, relay.name())
                    .addKeyValue(LogKeys.SLOT, slot)
                    .log("Slot cannot be continued: a new one will relay every row again");
            session.dropSlot();
        }
    }
}
