package io.gleaner.kit.relay;

import io.gleaner.kit.telemetry.LogKeys;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One relay on this replica, for as long as the service runs: it stands by until it gets the lock, relays until something
 * breaks, and begins again. It skips nothing and never gives up; health says why it waits.
 */
final class ChangeRelay implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRelay.class);

    /** Time between two looks at what the slot holds back. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);

    private final RelayDefinition definition;
    private final RelayProperties properties;
    private final Callable<LeaderSession> sessions;
    private final Preparation preparation;
    private final Supplier<EngineRun> runs;
    private final RelayStatus status;
    private final Clock clock;
    private final Backoff backoff;

    ChangeRelay(
            RelayDefinition definition,
            RelayProperties properties,
            Callable<LeaderSession> sessions,
            Preparation preparation,
            Supplier<EngineRun> runs,
            RelayStatus status,
            Clock clock) {
        this.definition = definition;
        this.properties = properties;
        this.sessions = sessions;
        this.preparation = preparation;
        this.runs = runs;
        this.status = status;
        this.clock = clock;
        this.backoff = new Backoff(properties.restartDelay(), properties.maxRestartDelay());
    }

    String name() {
        return definition.name();
    }

    RelayStatus status() {
        return status;
    }

    /** Goes on until the thread is interrupted. */
    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            status.stops();
        }
    }

    private void attempt() throws InterruptedException {
        try (LeaderSession session = sessions.call()) {
            standBy(session);
            lead(session);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) { // whatever broke: the next attempt begins from the stored position
            recover(e);
        }
    }

    private void standBy(LeaderSession session) throws SQLException, InterruptedException {
        while (!session.tryLead()) {
            status.standsBy();
            Thread.sleep(properties.standbyPoll());
        }
    }

    private void lead(LeaderSession session) throws SQLException, InterruptedException {
        status.starts();
        say(LOG.atInfo()).log("Relay leads");
        preparation.run(session);
        try (EngineRun run = runs.get()) {
            watch(session, run);
        }
    }

    private void watch(LeaderSession session, EngineRun run) throws SQLException, InterruptedException {
        while (!run.endsWithin(properties.lockCheck())) {
            if (!session.stands()) {
                run.abort();
                throw new RelayFailure("lost the leader's lock with its connection");
            }
            look(session);
            if (status.silence().compareTo(properties.silence()) > 0) {
                throw new RelayFailure("no change and no heartbeat for " + status.silence());
            }
        }
    }

    private void look(LeaderSession session) throws SQLException {
        Instant now = clock.instant();
        if (status.heldLog().seen().isBefore(now.minus(BETWEEN_LOOKS))) {
            session.heldLog(now).ifPresent(status::holds);
        }
    }

    private void recover(Exception cause) throws InterruptedException {
        if (status.state() instanceof RelayState.Relaying) {
            backoff.reset();
        }
        Duration delay = backoff.next();
        status.failed(Reasons.of(cause), delay);
        say(LOG.atWarn())
                .addKeyValue(LogKeys.DELAY, delay)
                .addKeyValue(LogKeys.REASON, Reasons.of(cause))
                .log("Relay failed and starts again");
        Thread.sleep(delay);
    }

    private LoggingEventBuilder say(LoggingEventBuilder event) {
        return event.addKeyValue(LogKeys.RELAY, name());
    }
}
