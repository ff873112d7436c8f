package io.gleaner.stack.home;

import io.gleaner.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory of one stack: data, keys, logs and what is running. Only its owner may look inside. */
public record Home(Path path) {
    private static final long NEEDED_BYTES = 1L << 30;

    public Path kafka() {
        return path.resolve("kafka");
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    public Path postgresBinaries() {
        return path.resolve("binaries");
    }

    public Path keys() {
        return path.resolve("keys");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path running() {
        return path.resolve("run");
    }

    public Path lock() {
        return path.resolve("lock");
    }

    public Path log(String component) {
        return logs().resolve(component + ".log");
    }

    /** Of the runs that prepare a component's start. */
    public Path trainingLog(String component) {
        return logs().resolve("training").resolve(component + ".log");
    }

    /** Makes the directories, and says so if there is no room for what comes. */
    public void prepare() {
        try {
            createPrivate(path);
            createPrivate(keys());
            Files.createDirectories(logs().resolve("training"));
            Files.createDirectories(running());
        } catch (IOException e) {
            throw new StackProblem("GLEANER_HOME cannot be used: " + e, e);
        }
        checkRoom();
    }

    /** Whether writes are about to fail for lack of room. */
    public boolean isFull() {
        return freeBytes() < NEEDED_BYTES / 64;
    }

    private void checkRoom() {
        if (freeBytes() < NEEDED_BYTES) {
            throw new StackProblem("the disk is full: %d MiB are free in %s, and a stack needs %d"
                    .formatted(freeBytes() >> 20, path, NEEDED_BYTES >> 20));
        }
    }

    private long freeBytes() {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            throw new StackProblem("GLEANER_HOME cannot be used: " + e, e);
        }
    }

    private static void createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
}
