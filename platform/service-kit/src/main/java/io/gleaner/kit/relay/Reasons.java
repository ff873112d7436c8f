package io.gleaner.kit.relay;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why something failed, in one line: from what was tried down to what broke. */
final class Reasons {

    private static final int DEEPEST = 6;

    private Reasons() {}

    static String of(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST)
                .map(Reasons::describe)
                .distinct()
                .collect(Collectors.joining(": "));
    }

    private static String describe(Throwable cause) {
        String said = cause.getMessage();
        if (cause instanceof RelayFailure && said != null) {
            return said;
        }
        return cause.getClass().getSimpleName()
                + (said == null ? "" : " (" + said.lines().findFirst().orElse("") + ")");
    }
}
