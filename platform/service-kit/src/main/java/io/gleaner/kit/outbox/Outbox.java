package io.gleaner.kit.outbox;

import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What a service has to tell others. An announcement is a row beside the change it tells of, in the same transaction, so
 * neither is ever without the other; it is published after the commit, at least once, under an id that stays the same.
 */
public final class Outbox implements MeterBinder {

    private static final String INSERT = """
            INSERT INTO outbox (tenant_id, event_id, row_id, type, occurred_at, traceparent, payload,
                source)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String AGE = """
            SELECT coalesce(extract(epoch FROM max(clock_timestamp() - occurred_at)), 0)::float8 FROM outbox
            """;

    private final JdbcClient jdbc;
    private final EventCodec codec;
    private final Runnable wakePublisher;

    Outbox(JdbcClient jdbc, EventCodec codec, Runnable wakePublisher) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.wakePublisher = wakePublisher;
    }

    /**
     * Announces the event if, and as soon as, the transaction around this call commits.
     *
     * @throws IllegalArgumentException if nobody could read it: then the change that it tells of must not commit either
     */
    public void announce(Event<?> event) {
        announce(event, codec.encode(event).value(), null);
    }

    /**
     * Announces again what another publisher said, as {@link #announce(Event)}: consumers that have it know it by its
     * source and id.
     */
    public void announceAgain(Event<?> event, URI source) {
        announce(event, codec.encode(event, source).value(), source.toString());
    }

    private void announce(Event<?> event, byte[] payload, @Nullable String source) {
        jdbc.sql(INSERT)
                .param(event.tenantId())
                .param(event.id())
                .param(event.rowId())
                .param(event.type().type())
                .param(Timestamp.from(event.time()))
                .param(event.traceparent())
                .param(new String(payload, StandardCharsets.UTF_8))
                .param(source)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wakePublisher.run();
            }
        });
    }

    /** How long the oldest announcement has waited: the same on every replica. */
    @Override
    public void bindTo(MeterRegistry meters) {
        TimeGauge.builder("gleaner.outbox.age", this, TimeUnit.SECONDS, Outbox::age)
                .description("age of the oldest announcement that is not published")
                .register(meters);
    }

    private double age() {
        return jdbc.sql(AGE).query(Double.class).single();
    }
}
