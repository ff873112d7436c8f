package io.gleaner.stack.servers;

import java.util.Locale;

/** Who connects to a service's database, and for what. */
public enum Role {
    /** Flyway: owns the database, its schema and all tables. */
    OWNER("LOGIN NOREPLICATION"),
    /** Debezium: reads the change stream. */
    RELAY("LOGIN REPLICATION"),
    /** The request path, bound to one tenant at a time by the tables' policies. */
    WEB("LOGIN NOREPLICATION"),
    /** Listeners and jobs, which handle many tenants in one statement. */
    WORKER("LOGIN NOREPLICATION");

    private final String attributes;

    Role(String attributes) {
        this.attributes = attributes;
    }

    String attributes() {
        return "NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS " + attributes;
    }

    public String suffix() {
        return name().toLowerCase(Locale.ROOT);
    }
}
