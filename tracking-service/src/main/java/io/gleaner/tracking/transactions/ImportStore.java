package io.gleaner.tracking.transactions;

import io.gleaner.kit.events.EventJson;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.TransactionKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Imported transactions into their table. Works in the caller's transaction. */
final class ImportStore {

    private final JdbcClient jdbc;

    ImportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts and updates by one statement; says which rows are new or changed, and which labels it and patterns set. No two rows have the same key. */
    List<WrittenRow> upsert(List<ImportRow> rows) {
        return jdbc.sql(UpsertSql.UPSERT)
                .param("rows", EventJson.MAPPER.writeValueAsString(rows))
                .query(ImportStore::written)
                .list();
    }

    private static WrittenRow written(ResultSet row, int n) throws SQLException {
        Map<Field, String> labels = new EnumMap<>(Field.class);
        List<String> patterns = new ArrayList<>();
        for (Field field : Field.values()) {
            String label = row.getString(field.id());
            if (label != null) {
                labels.put(field, label);
            }
            String pattern = row.getString(field.id() + "_pattern");
            if (pattern != null) {
                patterns.add(pattern);
            }
        }
        return new WrittenRow(
                new TransactionKey(row.getString("tenant_id"), row.getString("transaction_id")), labels, patterns);
    }
}
