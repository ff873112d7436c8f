package io.gleaner.stack.commands;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.components.Readiness;
import io.gleaner.stack.supervision.Orders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The component a command is about, as seen from outside the supervisor. */
record ChosenComponent(Environment environment, String name, BooleanSupplier ready) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long LOOK_MILLIS = 100;

    static ChosenComponent of(Environment environment, String name) {
        var probes = new Readiness(environment.settings()).probes();
        var probe = probes.get(name);
        if (probe == null) {
            throw new StackProblem(
                    "no component %s; there are: %s".formatted(name, String.join(", ", probes.keySet())));
        }
        return new ChosenComponent(environment, name, probe);
    }

    Optional<ProcessHandle> process() {
        return environment.records().of(name);
    }

    Orders orders() {
        return environment.orders();
    }

    void awaitStopped() throws InterruptedException {
        await("did not stop", () -> process().isEmpty());
    }

    /** Waits until the component is ready as another process than before. */
    void awaitReadyAfter(Optional<ProcessHandle> before) throws InterruptedException {
        await("is not ready, see ./gleaner logs " + name, () -> {
            var now = process();
            return now.isPresent() && !now.equals(before) && ready.getAsBoolean();
        });
    }

    private void await(String otherwise, BooleanSupplier condition) throws InterruptedException {
        var limit = Instant.now().plus(LIMIT);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                throw new StackProblem(name + " " + otherwise);
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
