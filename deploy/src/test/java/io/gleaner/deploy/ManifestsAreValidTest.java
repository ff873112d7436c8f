package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** A cluster would take every resource as it is written, and drop no field of it. */
class ManifestsAreValidTest {

    @TempDir
    static Path workspace;

    private static Schemas schemas;

    @BeforeAll
    static void readSchemas() {
        schemas = new Schemas(workspace);
    }

    static Stream<Resource> written() {
        return Kustomization.ALL.stream().flatMap(kustomization -> kustomization.resources().stream());
    }

    @ParameterizedTest
    @MethodSource("written")
    void every_resource_is_valid_as_it_is_written(Resource resource) {
        schemas.check(resource);
    }

    static Stream<Resource> applied() {
        return Stream.of(Kustomization.DEVELOPMENT, Kustomization.PRODUCTION)
                .flatMap(overlay -> overlay.built().stream());
    }

    @ParameterizedTest
    @MethodSource("applied")
    void every_resource_is_valid_as_it_is_applied(Resource resource) {
        schemas.check(resource);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Deployment", "KafkaTopic", "Cluster", "ScaledObject", "PrometheusRule"})
    void a_field_that_nobody_knows_is_refused(String kind) {
        Resource resource =
                written().filter(one -> one.kind().equals(kind)).findFirst().orElseThrow();
        schemas.check(resource);
        ((ObjectNode) resource.at("/spec")).put("replicaz", 1);
        assertThatThrownBy(() -> schemas.check(resource))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("replicaz");
    }

    @Test
    void every_kind_there_is_has_been_seen() {
        assertThat(written().map(Resource::kind).distinct())
                .contains(
                        "Deployment",
                        "Service",
                        "ServiceAccount",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "Ingress",
                        "Cluster",
                        "Database",
                        "ScheduledBackup",
                        "Kafka",
                        "KafkaNodePool",
                        "KafkaTopic",
                        "KafkaUser",
                        "ScaledObject",
                        "TriggerAuthentication",
                        "ServiceMonitor",
                        "PodMonitor",
                        "PrometheusRule");
    }
}
