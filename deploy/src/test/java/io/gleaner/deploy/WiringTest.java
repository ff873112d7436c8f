package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What one resource names, another is. */
class WiringTest {

    /** A row of the README's table of what the operator brings: {@code | `name` | `key`, `key` |}. */
    private static final Pattern BROUGHT =
            Pattern.compile("(?m)^\\| (secret|config map) \\| `([^`]+)` \\| ([^|]+) \\|");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    static List<Kustomization> overlays() {
        return List.of(Kustomization.DEVELOPMENT, Kustomization.PRODUCTION);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_selector_finds_pods(Kustomization overlay) {
        List<Map<String, String>> pods = deployments(overlay)
                .map(deployment -> Resource.texts(deployment.podTemplate().at("/metadata/labels")))
                .toList();
        assertThat(overlay.built())
                .filteredOn(resource ->
                        Set.of("Service", "PodDisruptionBudget", "Deployment").contains(resource.kind()))
                .allSatisfy(resource -> assertThat(pods)
                        .as(resource.toString())
                        .filteredOn(pod ->
                                pod.entrySet().containsAll(selector(resource).entrySet()))
                        .hasSize(1));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_service_has_its_own_account_budget_and_address(Kustomization overlay) {
        for (String kind : List.of("Deployment", "Service", "ServiceAccount", "PodDisruptionBudget")) {
            assertThat(overlay.built())
                    .filteredOn(resource -> resource.kind().equals(kind))
                    .map(Resource::name)
                    .containsExactlyInAnyOrderElementsOf(Services.ALL.stream()
                            .map(service -> service.module())
                            .toList());
        }
        assertThat(deployments(overlay))
                .allSatisfy(deployment -> assertThat(deployment
                                .at("/spec/template/spec/serviceAccountName")
                                .asString())
                        .isEqualTo(deployment.name()));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_port_of_a_service_is_a_port_of_its_container(Kustomization overlay) {
        Map<String, Set<String>> ports = deployments(overlay)
                .collect(Collectors.toMap(
                        Resource::name,
                        deployment -> deployment
                                .container()
                                .path("ports")
                                .valueStream()
                                .map(port -> port.path("name").asString())
                                .collect(Collectors.toSet())));
        assertThat(overlay.built())
                .filteredOn(resource -> resource.kind().equals("Service"))
                .allSatisfy(service -> assertThat(service.at("/spec/ports")
                                .valueStream()
                                .map(port -> port.path("targetPort").asString()))
                        .containsExactlyInAnyOrder("http", "management")
                        .allMatch(port ->
                                ports.getOrDefault(service.name(), Set.of()).contains(port)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void every_secret_and_config_map_is_made_here_or_asked_for_in_the_readme(Kustomization overlay) {
        References used = References.of(overlay.built());
        Map<String, Set<String>> secrets = new TreeMap<>(brought("secret"));
        madeByOperators(overlay).forEach(secrets::putIfAbsent);
        assertThat(used.secrets())
                .allSatisfy((name, keys) -> assertThat(secrets.getOrDefault(name, Set.of()))
                        .as("keys of secret %s", name)
                        .containsAll(keys));

        Map<String, Set<String>> configMaps = new TreeMap<>(brought("config map"));
        overlay.built().stream()
                .filter(resource -> resource.kind().equals("ConfigMap"))
                .forEach(map -> configMaps.put(
                        map.name(), Resource.texts(map.at("/data")).keySet()));
        assertThat(used.configMaps())
                .allSatisfy((name, keys) -> assertThat(configMaps)
                        .as("config map %s", name)
                        .hasEntrySatisfying(name, has -> assertThat(has).containsAll(keys)));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void nothing_is_asked_for_in_vain(Kustomization overlay) {
        References used = References.of(overlay.built());
        assertThat(used.secrets().keySet()).containsAll(brought("secret").keySet());
        assertThat(used.configMaps().keySet()).containsAll(brought("config map").keySet());
    }

    private static Stream<Resource> deployments(Kustomization overlay) {
        return overlay.built().stream().filter(resource -> resource.kind().equals("Deployment"));
    }

    private static Map<String, String> selector(Resource resource) {
        JsonNode selector = resource.at("/spec/selector");
        return Resource.texts(selector.has("matchLabels") ? selector.path("matchLabels") : selector);
    }

    private static Map<String, Set<String>> brought(String what) {
        return BROUGHT.matcher(Checkout.text(Checkout.ROOT.resolve("deploy/README.md")))
                .results()
                .filter(row -> row.group(1).equals(what))
                .flatMap(WiringTest::named)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** One row may stand for several: {@code gleaner-database-{gateway,tracking}-owner}. */
    private static Stream<Map.Entry<String, Set<String>>> named(MatchResult row) {
        Set<String> keys =
                QUOTED.matcher(row.group(3)).results().map(key -> key.group(1)).collect(Collectors.toSet());
        return expand(row.group(2)).map(name -> Map.entry(name, keys));
    }

    private static Stream<String> expand(String name) {
        int open = name.indexOf('{');
        if (open < 0) {
            return Stream.of(name);
        }
        int close = name.indexOf('}');
        return Stream.of(name.substring(open + 1, close).split(",", -1))
                .flatMap(choice -> expand(name.substring(0, open) + choice + name.substring(close + 1)));
    }

    private static Map<String, Set<String>> madeByOperators(Kustomization overlay) {
        Map<String, Set<String>> made = new TreeMap<>();
        for (Resource resource : overlay.built()) {
            switch (resource.kind()) {
                case "KafkaUser" -> made.put(resource.name(), Set.of("password", "sasl.jaas.config"));
                case "Kafka" -> made.put(resource.name() + "-cluster-ca-cert", Set.of("ca.crt"));
                case "Cluster" -> made.put(resource.name() + "-ca", Set.of("ca.crt"));
                default -> {
                    // makes no secret that a service needs
                }
            }
        }
        return made;
    }
}
