package io.gleaner.systemtests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Counts rows where the API does not show them. */
final class Counting {

    private Counting() {}

    /** The number that the query gives; -1 while the database is away. */
    static long in(String service, String sql, String... parameters) {
        try (Connection database = Stack.running().database(service);
                PreparedStatement query = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            ResultSet row = query.executeQuery();
            row.next();
            return row.getLong(1);
        } catch (SQLException away) {
            return -1;
        }
    }

    /** Tracking records of the tenant. */
    static long tracked(Tenant tenant) {
        return in("tracking", "SELECT count(*) FROM user_classification_tracking WHERE tenant_id = ?", tenant.id());
    }

    /** Calls of the model for the tenant. */
    static long calls(Tenant tenant) {
        return in("pattern", "SELECT count(*) FROM llm_calls WHERE tenant_id = ?", tenant.id());
    }
}
