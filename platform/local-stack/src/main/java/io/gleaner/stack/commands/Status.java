package io.gleaner.stack.commands;

import io.gleaner.stack.components.Readiness;
import io.gleaner.stack.processes.Memory;
import io.gleaner.stack.supervision.Records;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What every part of a stack does at one moment. */
record Status(List<Part> parts) {
    /** One part; memory in KiB. */
    record Part(String name, State state, Optional<ProcessHandle> process, long memory) {

        String row() {
            return "%-12s%-10s%8s%8d MiB%12s%n"
                    .formatted(
                            name,
                            state.name().toLowerCase(Locale.ROOT),
                            process.map(known -> Long.toString(known.pid())).orElse("-"),
                            memory >> 10,
                            process.flatMap(known -> known.info().startInstant())
                                    .map(Part::since)
                                    .orElse("-"));
        }

        private static String since(Instant start) {
            var age = Duration.between(start, Instant.now());
            return "%d:%02d:%02d".formatted(age.toHours(), age.toMinutesPart(), age.toSecondsPart());
        }
    }

    enum State {
        READY,
        STARTING,
        STOPPED,
        DOWN
    }

    static Status of(Environment environment) {
        var parts = new ArrayList<Part>();
        var supervisor = environment.records().of(Records.SUPERVISOR);
        parts.add(new Part(
                Records.SUPERVISOR,
                State.READY,
                supervisor,
                supervisor.map(Memory::of).map(Memory::kibibytes).orElse(0L)));
        new Readiness(environment.settings()).probes().forEach((name, ready) -> {
            var process = environment.records().of(name);
            var running = ready.getAsBoolean() ? State.READY : State.STARTING;
            var absent = environment.orders().isStopped(name) ? State.STOPPED : State.DOWN;
            var memory = process.map(Memory::ofFamily).map(Memory::kibibytes).orElse(0L);
            parts.add(new Part(name, process.isPresent() ? running : absent, process, memory));
        });
        return new Status(parts);
    }

    boolean allReady() {
        return parts.stream().allMatch(part -> part.state() == State.READY);
    }

    String table() {
        var table = new StringBuilder("%-12s%-10s%8s%12s%12s%n".formatted("NAME", "STATE", "PROCESS", "MEMORY", "UP"));
        parts.forEach(part -> table.append(part.row()));
        var total = parts.stream().mapToLong(Part::memory).sum();
        return table.append("%-30s%8d MiB%n".formatted("", total >> 10)).toString();
    }
}
