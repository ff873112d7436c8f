package io.gleaner.stack.logs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the log files of a directory small. Their writers hold them open to append, so a file that is too large is copied
 * aside (one older copy is kept) and emptied in place; lines written in between are lost.
 */
public record LogBound(Path directory, long bytes) {
    /** Per file; the older copy takes as much again. */
    public static final long DEFAULT_BYTES = 20L << 20;

    public void apply() throws IOException {
        try (var files = Files.newDirectoryStream(directory, "*.log")) {
            for (var file : files) {
                if (Files.size(file) > bytes) {
                    setAside(file);
                }
            }
        }
    }

    private static void setAside(Path file) throws IOException {
        Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }
}
