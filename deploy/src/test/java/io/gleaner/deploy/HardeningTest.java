package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every pod of ours is as harmless as it can be, and goes as gently as it came. */
class HardeningTest {

    /** Listeners, loops and the scheduler, the web server, and what closes pools. */
    private static final int PHASES = 5;

    static Stream<Resource> deployments() {
        return Stream.of(Kustomization.DEVELOPMENT, Kustomization.PRODUCTION)
                .flatMap(overlay -> overlay.built().stream())
                .filter(resource -> resource.kind().equals("Deployment"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_container_may_nothing(Resource deployment) {
        JsonNode pod = deployment.at("/spec/template/spec");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isGreaterThan(0);
        assertThat(pod.at("/securityContext/seccompProfile/type").asString()).isEqualTo("RuntimeDefault");
        assertThat(pod.path("containers")).hasSize(1);

        JsonNode security = deployment.container().path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(security.at("/capabilities/drop").valueStream().map(JsonNode::asString))
                .containsExactly("ALL");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_container_writes_to_tmp_alone(Resource deployment) {
        List<String> writable = deployment
                .container()
                .path("volumeMounts")
                .valueStream()
                .filter(mount -> !mount.path("readOnly").asBoolean())
                .map(mount -> mount.path("mountPath").asString())
                .toList();
        assertThat(writable).containsExactly("/tmp");
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_container_has_what_it_asks_for_and_a_bound(Resource deployment) {
        JsonNode resources = deployment.container().path("resources");
        for (String resource : List.of("cpu", "memory")) {
            assertThat(resources.path("requests").has(resource)).isTrue();
            assertThat(resources.path("limits").has(resource)).isTrue();
        }
        // memory that is not there when it is needed ends the process
        assertThat(resources.at("/requests/memory")).isEqualTo(resources.at("/limits/memory"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_container_is_asked_for_its_health_where_it_tells_it(Resource deployment) {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode request = deployment.container().path(probe).path("httpGet");
            assertThat(request.path("port").asString()).isEqualTo("management");
            assertThat(request.path("path").asString())
                    .isEqualTo("/actuator/health/" + (probe.equals("readinessProbe") ? "readiness" : "liveness"));
        }
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void a_pod_has_time_to_end_and_is_replaced_before(Resource deployment) {
        JsonNode defaults = Resource.document(
                Checkout.text(Checkout.ROOT.resolve("platform/service-kit/src/main/resources/gleaner-defaults.yaml")));
        assertThat(defaults.at("/server/shutdown").asString()).isEqualTo("graceful");
        int phase = Integer.parseInt(defaults.at("/spring/lifecycle/timeout-per-shutdown-phase")
                .asString()
                .replace("s", ""));
        int pause =
                deployment.container().at("/lifecycle/preStop/sleep/seconds").asInt();
        assertThat(pause).isPositive();
        assertThat(deployment
                        .at("/spec/template/spec/terminationGracePeriodSeconds")
                        .asInt())
                .isGreaterThanOrEqualTo(pause + PHASES * phase);
        assertThat(deployment.at("/spec/strategy/rollingUpdate/maxUnavailable").asInt(1))
                .isZero();
    }
}
