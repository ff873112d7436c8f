package io.gleaner.testing.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries to write another tenant's row as role {@code web}, bound to a tenant of its own. Every try is rolled back.
 *
 * @param web not in auto-commit, bound to no tenant yet
 */
record ForeignWrites(Connection web, String table) {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /**
     * Which writes went through.
     *
     * @param foreign a row of another tenant, as JSON
     */
    List<String> thatGoThrough(String tenantId, String foreignTenantId, String foreign) throws SQLException {
        List<String> through = new ArrayList<>();
        String theirs = " WHERE tenant_id = ?";
        if (goesThrough(tenantId, "UPDATE %s SET tenant_id = tenant_id" + theirs, foreignTenantId)) {
            through.add(table + ": UPDATE");
        }
        if (goesThrough(tenantId, "DELETE FROM %s" + theirs, foreignTenantId)) {
            through.add(table + ": DELETE");
        }
        String copy =
                "INSERT INTO %1$s OVERRIDING SYSTEM VALUE SELECT * FROM json_populate_record(NULL::%1$s, ?::json)";
        if (goesThrough(tenantId, copy, foreign)) {
            through.add(table + ": INSERT");
        }
        if (goesThrough(foreignTenantId, "UPDATE %s SET tenant_id = ?", tenantId)) {
            through.add(table + ": UPDATE that gives a row away");
        }
        return through;
    }

    private boolean goesThrough(String tenantId, String sql, String parameter) throws SQLException {
        bind(tenantId);
        try (PreparedStatement write = web.prepareStatement(sql.formatted('"' + table + '"'))) {
            write.setString(1, parameter);
            return write.executeUpdate() > 0;
        } catch (SQLException e) {
            return !INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()); // a key that stops it is no policy
        } finally {
            web.rollback();
        }
    }

    private void bind(String tenantId) throws SQLException {
        try (PreparedStatement bind = web.prepareStatement("SELECT set_config('gleaner.tenant', ?, true)")) {
            bind.setString(1, tenantId);
            bind.execute();
        }
    }
}
