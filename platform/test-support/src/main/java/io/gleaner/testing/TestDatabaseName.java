package io.gleaner.testing;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** A test database's name says which process uses it. */
record TestDatabaseName(String service, long pid, String suffix) {
    private static final Pattern FORM = Pattern.compile("test_([a-z0-9_]+)_p(\\d+)_([0-9a-f]{8})");

    static TestDatabaseName fresh(String service) {
        return new TestDatabaseName(
                service,
                ProcessHandle.current().pid(),
                UUID.randomUUID().toString().substring(0, 8));
    }

    static Optional<TestDatabaseName> parse(String name) {
        var matcher = FORM.matcher(name);
        return matcher.matches()
                ? Optional.of(
                        new TestDatabaseName(matcher.group(1), Long.parseLong(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    boolean isAbandoned() {
        return ProcessHandle.of(pid).isEmpty();
    }

    @Override
    public String toString() {
        return "test_%s_p%d_%s".formatted(service, pid, suffix);
    }
}
