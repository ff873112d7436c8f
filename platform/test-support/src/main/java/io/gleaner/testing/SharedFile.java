package io.gleaner.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Expected results and real input that lie beside the source tree, in {@code ../shared}, and may not be shipped. */
public final class SharedFile {

    private SharedFile() {}

    /** The file of this name, such as {@code cases/workflow-patterns.json}; empty where it is missing. */
    public static Optional<Path> find(String name) {
        Path file = Repository.ofThisBuild().root().resolveSibling("shared").resolve(name);
        return Optional.of(file).filter(Files::exists);
    }
}
