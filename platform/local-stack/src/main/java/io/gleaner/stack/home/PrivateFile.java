package io.gleaner.stack.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A file with a secret: readable by its owner alone from the first byte on, and never half written. */
record PrivateFile(Path path) {

    boolean exists() {
        return Files.exists(path);
    }

    String read() throws IOException {
        return Files.readString(path);
    }

    void write(String content) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var half = Files.createTempFile(path.getParent(), path.getFileName().toString(), ".half", onlyOwner);
        Files.writeString(half, content);
        Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
