package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What lies in the folders is what is installed. */
class KustomizationsTest {

    static List<Kustomization> all() {
        return Kustomization.ALL;
    }

    static List<Kustomization> overlays() {
        return List.of(Kustomization.DEVELOPMENT, Kustomization.PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_file_is_listed_and_every_listed_file_is_there(Kustomization kustomization) {
        List<Path> there = Checkout.files(kustomization.folder(), ".yaml", ".json", ".env").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .toList();
        assertThat(kustomization.files()).containsExactlyInAnyOrderElementsOf(there);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_patch_of_an_overlay_has_something_to_patch(Kustomization overlay) {
        Set<String> patchable = Kustomization.BASE.resources().stream()
                .map(KustomizationsTest::identity)
                .collect(Collectors.toSet());
        assertThat(patchesOf(overlay))
                .map(KustomizationsTest::identity)
                .allSatisfy(patched -> assertThat(patchable).contains(patched));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_image_has_the_same_tag_which_is_not_latest(Kustomization overlay) {
        List<JsonNode> images = overlay.document().path("images").valueStream().toList();
        assertThat(images)
                .map(image -> image.path("name").asString())
                .containsExactlyInAnyOrderElementsOf(Services.ALL.stream()
                        .map(service -> "gleaner/" + service.module())
                        .toList());
        assertThat(images)
                .map(image -> image.path("newTag").asString())
                .allMatch(tag -> !tag.isBlank() && !tag.equals("latest"))
                .containsOnly(images.getFirst().path("newTag").asString());
    }

    @Test
    void development_has_one_of_everything() {
        assertThat(Kustomization.DEVELOPMENT.built())
                .filteredOn(resource ->
                        Set.of("Deployment", "KafkaNodePool", "KafkaTopic").contains(resource.kind()))
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource.at("/spec/replicas").asInt())
                        .as(resource.toString())
                        .isEqualTo(1));
    }

    @Test
    void no_file_names_a_password() {
        assertThat(Checkout.files(Checkout.KUBERNETES, ""))
                .noneSatisfy(file -> assertThat(Checkout.text(file)).containsIgnoringCase("kind: Secret\n"));
    }

    private static Stream<Resource> patchesOf(Kustomization overlay) {
        return overlay.document()
                .path("patches")
                .valueStream()
                .filter(patch -> patch.has("path"))
                .map(patch -> overlay.folder().resolve(patch.path("path").asString()))
                .filter(Files::exists)
                .flatMap(file -> Resource.read(file.toString(), Checkout.text(file)).stream());
    }

    private static String identity(Resource resource) {
        return resource.apiVersion() + " " + resource.kind() + " " + resource.name();
    }
}
