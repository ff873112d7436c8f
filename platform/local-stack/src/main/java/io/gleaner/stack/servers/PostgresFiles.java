package io.gleaner.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * Where a PostgreSQL server keeps its files. {@code binaries} is the unpacked server, which several servers may share.
 * In {@code directory}, {@code data} is the cluster, and {@code initialised} says that the cluster was once whole: without
 * it a cluster is the rest of an interrupted first start and is made anew.
 */
public record PostgresFiles(Path directory, Path binaries, Path log) {

    Path cluster() {
        return directory.resolve("data");
    }

    /** Leaves either a whole cluster that no server works in, or an empty directory. */
    void repair() throws IOException {
        stopLeftOver(directory);
        // the library's lock: one that a failed start in this JVM still holds would make the next start fail too
        Files.deleteIfExists(cluster().resolve("epg-lock"));
        if (!Files.exists(initialised())) {
            FileUtils.deleteDirectory(cluster().toFile());
        }
        Files.createDirectories(cluster());
    }

    void markInitialised() throws IOException {
        Files.writeString(initialised(), "");
    }

    /** Stops the server that a killed launcher left running in a directory; true if there was one. */
    public static boolean stopLeftOver(Path directory) throws IOException {
        return Postmaster.stopLeftOver(directory.resolve("data"));
    }

    private Path initialised() {
        return directory.resolve("initialised");
    }
}
