package io.gleaner.stack.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person wants of single components: to stay down until told otherwise, or to start again now. */
public record Orders(Path directory) {

    public void stop(String component) {
        write(stopped(component));
    }

    /** Takes a stop back. */
    public void start(String component) {
        delete(stopped(component));
    }

    /** Also takes a stop back. */
    public void restart(String component) {
        write(restarted(component));
        start(component);
    }

    public boolean isStopped(String component) {
        return Files.exists(stopped(component));
    }

    /** Whether a restart was ordered; the order is carried out once. */
    boolean takeRestart(String component) {
        return delete(restarted(component));
    }

    /** Nothing outlives the stack it was ordered from. */
    void forget(String component) {
        delete(stopped(component));
        delete(restarted(component));
    }

    private Path stopped(String component) {
        return directory.resolve(component + ".stopped");
    }

    private Path restarted(String component) {
        return directory.resolve(component + ".restart");
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
