package io.gleaner.testing;

import io.gleaner.stack.processes.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who still needs the servers: one file for each Maven run (or IDE) that asked for them. A run that ended, in whatever
 * way, has a file whose process is gone.
 */
record ServerOwners(Path directory) {

    /** Surefire's JVM is started by Maven's: the nearest Java ancestor. A JVM without one stands for itself. */
    static ProcessIdentity ownerOf(ProcessHandle process) {
        return Stream.iterate(process.parent(), Optional::isPresent, parent -> parent.flatMap(ProcessHandle::parent))
                .map(Optional::orElseThrow)
                .filter(ServerOwners::isJava)
                .findFirst()
                .map(ProcessIdentity::of)
                .orElseGet(() -> ProcessIdentity.of(process));
    }

    void register(ProcessIdentity owner) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve(owner.toString()), "");
    }

    /** Forgets those that are gone; tells whether any is left. */
    boolean anyLeft() throws IOException {
        var left = false;
        for (var file : files()) {
            if (ProcessIdentity.parse(file.getFileName().toString())
                    .filter(ProcessIdentity::isAlive)
                    .isPresent()) {
                left = true;
            } else {
                Files.deleteIfExists(file);
            }
        }
        return left;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.equals("java") || name.equals("java.exe"))
                .isPresent();
    }
}
