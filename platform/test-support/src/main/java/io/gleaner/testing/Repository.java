package io.gleaner.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The root of the source tree the running test was built from. */
record Repository(Path root) {

    static Repository ofThisBuild() {
        var here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, directory -> directory != null, Path::getParent)
                .filter(directory -> Files.exists(directory.resolve("platform/local-stack/pom.xml")))
                .findFirst()
                .map(Repository::new)
                .orElseThrow(() -> new IllegalStateException(
                        "tests run inside the source tree (a directory with platform/local-stack), and not in "
                                + here));
    }

    Path target() {
        return root.resolve("target");
    }

    /** The servers' own libraries, put there when local-stack is built. */
    Path serverLibraries() {
        var libraries = root.resolve("platform/local-stack/target/lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException(
                    "the servers' libraries are missing: mvn -pl platform/local-stack -am -DskipTests package");
        }
        return libraries;
    }
}
