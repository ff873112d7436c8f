package io.gleaner.stack.components;

import io.gleaner.stack.StackProblem;
import io.gleaner.stack.home.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A service as Maven built it. */
record ServiceJar(Path path) {

    static ServiceJar of(Path sourceTree, Service service) {
        var target = sourceTree.resolve(service.module()).resolve("target");
        return jars(target, service).stream()
                .findFirst()
                .map(ServiceJar::new)
                .orElseThrow(() -> new StackProblem(
                        "%s is not built: mvn -DskipTests package (./gleaner up does it)".formatted(service.module())));
    }

    private static List<Path> jars(Path target, Service service) {
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(target, service.module() + "-*.jar")) {
            var jars = new ArrayList<Path>();
            files.forEach(jars::add);
            return jars;
        } catch (IOException e) {
            throw new StackProblem(target + " cannot be read: " + e, e);
        }
    }
}
