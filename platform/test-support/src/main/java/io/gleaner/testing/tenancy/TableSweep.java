package io.gleaner.testing.tenancy;

import io.gleaner.stack.servers.Role;
import io.gleaner.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at every table of a service's database for rows that role {@code web} could see or write for another tenant. */
public final class TableSweep {

    private static final String UNPROTECTED = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
              AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
            """;

    /** Tables without tenant_id that web may read all the same would be readable by every tenant. */
    private static final String SHARED = """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
              AND has_table_privilege(?, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
              AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
            """;

    private static final String WITH_TENANTS = """
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY 1
            """;

    private final TestDatabase database;

    public TableSweep(TestDatabase database) {
        this.database = database;
    }

    /** Tables with tenants' data and no forced row-level security. */
    public List<String> unprotectedTables() throws SQLException {
        return names(UNPROTECTED);
    }

    /** Tables without tenants' data that role {@code web} can reach. */
    public List<String> tablesSharedByTenants() throws SQLException {
        return names(SHARED, database.user(Role.WEB));
    }

    /** Tables in which there is no row of another tenant: of them the sweep proves nothing. */
    public List<String> tablesWithoutRowsOfOthers(String tenantId) throws SQLException {
        List<String> empty = new ArrayList<>();
        for (String table : names(WITH_TENANTS)) {
            if (foreignRow(table, tenantId).isEmpty()) {
                empty.add(table);
            }
        }
        return empty;
    }

    /** Tables in which role {@code web}, bound to this tenant, sees a row of another one or can write it, and how. */
    public List<String> tablesThatLeakTo(String tenantId) throws SQLException {
        List<String> leaking = new ArrayList<>();
        for (String table : names(WITH_TENANTS)) {
            if (foreignRows(table, tenantId) > 0) {
                leaking.add(table);
            }
            Optional<Row> foreign = foreignRow(table, tenantId);
            if (foreign.isPresent()) {
                leaking.addAll(writes(table, tenantId, foreign.get()));
            }
        }
        return leaking;
    }

    /** A row of some tenant, as JSON. */
    private record Row(String tenantId, String json) {}

    private List<String> writes(String table, String tenantId, Row foreign) throws SQLException {
        try (Connection web = database.connect(Role.WEB)) {
            web.setAutoCommit(false);
            return new ForeignWrites(web, table).thatGoThrough(tenantId, foreign.tenantId(), foreign.json());
        }
    }

    private Optional<Row> foreignRow(String table, String tenantId) throws SQLException {
        String sql = "SELECT tenant_id, row_to_json(t) FROM \"" + table + "\" t WHERE tenant_id <> ? LIMIT 1";
        try (Connection owner = database.connect(Role.OWNER);
                PreparedStatement query = owner.prepareStatement(sql)) {
            query.setString(1, tenantId);
            ResultSet row = query.executeQuery();
            return row.next() ? Optional.of(new Row(row.getString(1), row.getString(2))) : Optional.empty();
        }
    }

    private long foreignRows(String table, String tenantId) throws SQLException {
        try (Connection web = database.connect(Role.WEB)) {
            web.setAutoCommit(false);
            try (PreparedStatement bind = web.prepareStatement("SELECT set_config('gleaner.tenant', ?, true)")) {
                bind.setString(1, tenantId);
                bind.execute();
            }
            String count = "SELECT count(*) FROM \"" + table + "\" WHERE tenant_id <> ?";
            try (PreparedStatement query = web.prepareStatement(count)) {
                query.setString(1, tenantId);
                ResultSet row = query.executeQuery();
                row.next();
                return row.getLong(1);
            }
        }
    }

    private List<String> names(String sql, String... parameters) throws SQLException {
        try (Connection owner = database.connect(Role.OWNER);
                PreparedStatement query = owner.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            List<String> names = new ArrayList<>();
            ResultSet row = query.executeQuery();
            while (row.next()) {
                names.add(row.getString(1));
            }
            return names;
        }
    }
}
