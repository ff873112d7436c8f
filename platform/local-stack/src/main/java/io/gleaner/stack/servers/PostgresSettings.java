package io.gleaner.stack.servers;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Gleaner asks of a PostgreSQL server: logical decoding for the change relays, and no commit that a crash can lose.
 * {@code slots} bounds both replication slots and their senders.
 */
public record PostgresSettings(int slots, int connections, String sharedBuffers) {
    /** For one stack on one machine. */
    public static final PostgresSettings LOCAL_STACK = new PostgresSettings(10, 120, "256MB");
    /** For many test databases in one server at a time. */
    public static final PostgresSettings TESTS = new PostgresSettings(40, 300, "128MB");

    /** The server's settings by name. Statements are not logged: they hold tenants' data. */
    public Map<String, String> values() {
        var values = new TreeMap<String, String>();
        values.put("wal_level", "logical");
        values.put("fsync", "on");
        values.put("synchronous_commit", "on");
        values.put("max_replication_slots", Integer.toString(slots));
        values.put("max_wal_senders", Integer.toString(slots));
        values.put("max_connections", Integer.toString(connections));
        values.put("shared_buffers", sharedBuffers);
        values.put("max_wal_size", "2GB");
        values.put("max_slot_wal_keep_size", "4GB");
        values.put("log_min_error_statement", "panic");
        return values;
    }
}
