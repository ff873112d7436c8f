package io.gleaner.testing;

import io.gleaner.stack.servers.PostgresFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The data of one host process, named after its process number, so that a later host finds what a killed one left. */
record HostData(Path path) {
    private static final String PREFIX = "data-";

    static HostData ofThisProcess(Path directory) throws IOException {
        var path = directory.resolve(PREFIX + ProcessHandle.current().pid());
        return new HostData(Files.createDirectories(path));
    }

    static List<HostData> ofKilledHosts(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.filter(HostData::isOfNobody).map(HostData::new).toList();
        }
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path postgresLog() {
        return path.resolve("postgres.log");
    }

    /** Also stops a server that still works on the data. */
    void delete() throws IOException {
        PostgresFiles.stopLeftOver(postgres());
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isOfNobody(Path path) {
        var name = path.getFileName().toString();
        return name.startsWith(PREFIX)
                && ProcessHandle.of(Long.parseLong(name.substring(PREFIX.length())))
                        .isEmpty();
    }
}
