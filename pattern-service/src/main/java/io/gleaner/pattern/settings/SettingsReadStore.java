package io.gleaner.pattern.settings;

import static io.gleaner.kit.database.Cells.required;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.EventJson;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** A tenant's own settings as clients see them. */
final class SettingsReadStore {

    private static final String OWN =
            "SELECT settings::text AS settings, version, updated_at, updated_by FROM learning_settings";

    private final TenantSession session;

    SettingsReadStore(TenantSession session) {
        this.session = session;
    }

    /** A row, or none. */
    Mono<Row> find(String tenantId) {
        return session.one(
                tenantId,
                database -> database.sql(OWN).map(SettingsReadStore::row).one());
    }

    /** Settings with what is known of their last change. */
    record Row(SettingsBody settings, long version, Instant updatedAt, String updatedBy) {}

    private static Row row(Readable row) {
        return new Row(
                EventJson.MAPPER.readValue(required(row, "settings", String.class), SettingsBody.class),
                required(row, "version", Long.class),
                required(row, "updated_at", Instant.class),
                required(row, "updated_by", String.class));
    }
}
