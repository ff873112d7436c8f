package io.gleaner.stack.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What processes take of the machine's memory: proportional set size, in which memory shared by
 * several processes counts once. Zero where the system does not say (it is Linux that does).
 */
public record Memory(long kibibytes) {
    private static final String PSS = "Pss:";

    /** Of the process alone. */
    public static Memory of(ProcessHandle process) {
        return new Memory(ofOne(process));
    }

    /** Of the process and all it started. */
    public static Memory ofFamily(ProcessHandle process) {
        return new Memory(Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::ofOne)
                .sum());
    }

    private static long ofOne(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(PSS))
                    .mapToLong(line -> Long.parseLong(line.substring(PSS.length(), line.length() - " kB".length())
                            .strip()))
                    .sum();
        } catch (IOException goneOrNotLinux) {
            return 0;
        }
    }
}
