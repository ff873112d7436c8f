package io.gleaner.kit.relay;

import io.gleaner.contracts.Topic;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one relay carries. A service declares one bean per relay; a table belongs to one relay, in whose publication the
 * migration {@code CALL relayed('table')} (or {@code relayed('table', 'name')}) put it.
 *
 * @param name lower case, unique in the service; the relay named like its service is {@code relayed()}'s default
 * @param topic gets the marks in every partition, and in its dead letters what no event can be made of
 * @param tables table name → what becomes of its rows
 */
public record RelayDefinition(String name, Topic topic, Map<String, RowMapper> tables) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public RelayDefinition {
        requireName(name, "relay");
        tables.keySet().forEach(table -> requireName(table, "table"));
        tables = Map.copyOf(tables);
    }

    /** The publication that the service's migrations fill. */
    String publication() {
        return "gleaner_" + name;
    }

    private static void requireName(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "%s name: got '%s', expected lower-case letters, digits and _".formatted(what, name));
        }
    }
}
