package io.gleaner.tracking.transactions;

import io.gleaner.kit.events.EventJson;
import io.gleaner.tracking.core.TransactionKey;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imported transactions into their table. Works in the caller's transaction. */
final class ImportStore {

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts and updates by one statement; says which rows are new or changed. No two rows have the same key. */
    List<TransactionKey> upsert(List<ImportRow> rows) {
        return jdbc.sql(UpsertSql.UPSERT)
                .param("rows", EventJson.MAPPER.writeValueAsString(rows))
                .query((row, n) -> new TransactionKey(row.getString(1), row.getString(2)))
                .list();
    }
}
