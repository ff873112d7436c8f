package io.gleaner.stack.servers;

import java.util.function.Function;

/** One password for each role of one service. */
public record Passwords(String owner, String relay, String web, String worker) {

    /** Asks for each role's password by the role. */
    public static Passwords of(Function<Role, String> source) {
        return new Passwords(
                source.apply(Role.OWNER), source.apply(Role.RELAY), source.apply(Role.WEB), source.apply(Role.WORKER));
    }

    public String of(Role role) {
        return switch (role) {
            case OWNER -> owner;
            case RELAY -> relay;
            case WEB -> web;
            case WORKER -> worker;
        };
    }

    @Override
    public String toString() {
        return "Passwords[not shown]";
    }
}
