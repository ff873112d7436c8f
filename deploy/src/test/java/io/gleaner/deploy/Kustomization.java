package io.gleaner.deploy;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A folder with a {@code kustomization.yaml}. */
record Kustomization(String name) {

    static final Kustomization BASE = new Kustomization("base");
    static final Kustomization DEVELOPMENT = new Kustomization("overlays/development");
    static final Kustomization PRODUCTION = new Kustomization("overlays/production");
    static final List<Kustomization> ALL = List.of(BASE, DEVELOPMENT, PRODUCTION);

    private static final Map<Kustomization, List<Resource>> BUILT = new ConcurrentHashMap<>();

    Path folder() {
        return Checkout.KUBERNETES.resolve(name);
    }

    JsonNode document() {
        return Resource.document(Checkout.text(folder().resolve("kustomization.yaml")));
    }

    /** The files that are resources as they are, without the patches. */
    List<Path> resourceFiles() {
        return document()
                .path("resources")
                .valueStream()
                .map(JsonNode::asString)
                .filter(file -> file.endsWith(".yaml"))
                .map(folder()::resolve)
                .toList();
    }

    List<Resource> resources() {
        return resourceFiles().stream()
                .flatMap(file -> Resource.read(folder().relativize(file).toString(), Checkout.text(file)).stream())
                .toList();
    }

    /** Every file that it names. */
    Stream<Path> files() {
        JsonNode document = document();
        return Stream.of(
                        resourceFiles().stream(),
                        document.path("patches")
                                .valueStream()
                                .filter(patch -> patch.has("path"))
                                .map(patch -> patch.path("path").asString())
                                .map(folder()::resolve),
                        document.path("configMapGenerator")
                                .valueStream()
                                .flatMap(map -> Stream.concat(
                                        map.path("files").valueStream(),
                                        map.path("envs").valueStream()))
                                .map(JsonNode::asString)
                                .map(folder()::resolve))
                .flatMap(stream -> stream);
    }

    /** What kubectl would apply; the test is skipped where there is no kubectl. */
    List<Resource> built() {
        return BUILT.computeIfAbsent(this, Kustomization::build);
    }

    private static List<Resource> build(Kustomization kustomization) {
        try {
            Process kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", kustomization.folder().toString())
                    .redirectErrorStream(true)
                    .start();
            String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kubectl.waitFor() != 0) {
                throw new AssertionError(kustomization.name() + " cannot be built: " + yaml);
            }
            return Resource.read(kustomization.name(), yaml);
        } catch (IOException noKubectl) {
            return abort("kubectl is not here, so overlays are not built: " + noKubectl.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
