package io.gleaner.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The source tree that the manifests belong to. */
final class Checkout {

    /** A module's tests run in its folder. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");

    private Checkout() {}

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files under a folder whose names end so, in a stable order. */
    static List<Path> files(Path folder, String... endings) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Java sources of a module, without its tests. */
    static List<Path> sources(String module) {
        return files(ROOT.resolve(module).resolve("src/main/java"), ".java");
    }

    /** A file beside the repository, which is not shipped with it; empty where it is missing. */
    static Optional<Path> shared(String file) {
        return Optional.of(ROOT.resolveSibling("shared").resolve(file)).filter(Files::isReadable);
    }
}
