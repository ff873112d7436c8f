package io.gleaner.stack.supervision;

import io.gleaner.stack.processes.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which process is which part of the stack, written down for other processes and for whoever comes after a kill. */
public record Records(Path directory) {
    /** The record of the supervisor itself. */
    public static final String SUPERVISOR = "supervisor";

    private static final String SUFFIX = ".pid";

    public void write(String component, ProcessHandle process) {
        try {
            Files.createDirectories(directory);
            Files.writeString(file(component), ProcessIdentity.of(process).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(String component) {
        try {
            Files.deleteIfExists(file(component));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process of a component, if the recorded one still lives. */
    public Optional<ProcessHandle> of(String component) {
        return read(file(component)).flatMap(ProcessIdentity::process);
    }

    /** All recorded processes that live, by component. */
    public Map<String, ProcessHandle> living() {
        var living = new TreeMap<String, ProcessHandle>();
        if (!Files.isDirectory(directory)) {
            return living;
        }
        try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                read(file)
                        .flatMap(ProcessIdentity::process)
                        .ifPresent(process -> living.put(name.substring(0, name.length() - SUFFIX.length()), process));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return living;
    }

    private Path file(String component) {
        return directory.resolve(component + SUFFIX);
    }

    private static Optional<ProcessIdentity> read(Path file) {
        try {
            return ProcessIdentity.parse(Files.readString(file));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
