package io.gleaner.stack.commands;

import io.gleaner.stack.home.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a supervisor without terminal tells that everything is ready: its process number in a file. */
record ReadyMark(Home home) {

    void set() {
        try {
            Files.writeString(file(), Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void clear() throws IOException {
        Files.deleteIfExists(file());
    }

    boolean isSetBy(long supervisor) {
        try {
            return Files.readString(file()).equals(Long.toString(supervisor));
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path file() {
        return home.running().resolve("ready");
    }
}
