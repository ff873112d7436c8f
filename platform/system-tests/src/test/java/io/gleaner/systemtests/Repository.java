package io.gleaner.systemtests;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the tests' files are. */
final class Repository {

    private Repository() {}

    /** The folder with the launcher, from wherever a test runs. */
    static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isExecutable(folder.resolve("gleaner")))
                .findFirst()
                .orElseThrow();
    }

    /** A file that lies beside the repository and may not be shipped with it; empty where it is missing. */
    static Optional<Path> shared(String file) {
        return Optional.of(root().resolveSibling("shared").resolve(file)).filter(Files::isReadable);
    }
}
