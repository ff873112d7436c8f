package io.gleaner.pattern.triggers;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** What a tenant adds to the trigger table, as clients see it. */
final class TriggerReadStore {

    private static final String OWN =
            "SELECT triggers::text AS triggers, version, updated_at, updated_by FROM operation_triggers";

    private final TenantSession session;

    TriggerReadStore(TenantSession session) {
        this.session = session;
    }

    Mono<TriggerView> find(String tenantId) {
        return session.one(
                        tenantId,
                        database ->
                                database.sql(OWN).map(TriggerReadStore::view).one())
                .defaultIfEmpty(TriggerView.NOTHING);
    }

    private static TriggerView view(Readable row) {
        return TriggerView.of(
                EventJson.MAPPER.readValue(required(row, "triggers", String.class), TriggerBody.class),
                required(row, "version", Long.class),
                required(row, "updated_at", Instant.class),
                required(row, "updated_by", String.class));
    }
}
