package io.gleaner.stack.servers;

import java.util.regex.Pattern;

/** A service's database and the passwords of its roles. */
public record ServiceDatabase(String service, String name, Passwords passwords) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public ServiceDatabase {
        requireName(service);
        requireName(name);
    }

    /** The database a service uses when nobody names another. */
    public static ServiceDatabase of(String service, Passwords passwords) {
        return new ServiceDatabase(service, "gleaner_" + service, passwords);
    }

    /** A role's name; it belongs to the whole server, so all databases of one service share it. */
    public String role(Role role) {
        return service + "_" + role.suffix();
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a database or service name is lower-case letters, digits and _, and was: " + name);
        }
    }
}
