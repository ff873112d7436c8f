package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and dashboards ask for what is there, and an alert says what to do. */
class MonitoringTest {

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static Stream<JsonNode> alerts() {
        return Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals("PrometheusRule"))
                .flatMap(rules -> rules.at("/spec/groups").valueStream())
                .flatMap(group -> group.path("rules").valueStream());
    }

    static List<Path> dashboards() {
        return Checkout.files(Checkout.KUBERNETES.resolve("base/monitoring/dashboards"), ".json");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_rests_on_metrics_that_there_are(JsonNode alert) {
        assertThat(Metrics.askedForBy(alert.path("expr").asString()))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(Metrics.exists(metric))
                        .as("%s in alert %s", metric, alert.path("alert").asString())
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void a_dashboard_shows_metrics_that_there_are(Path dashboard) {
        List<String> queries =
                JsonMapper.shared().readTree(Checkout.text(dashboard)).findValuesAsString("expr");
        assertThat(queries)
                .isNotEmpty()
                .flatMap(Metrics::askedForBy)
                .allSatisfy(metric -> assertThat(Metrics.exists(metric))
                        .as("%s in %s", metric, dashboard.getFileName())
                        .isTrue());
    }

    @Test
    void a_metric_that_nobody_has_is_found_out() {
        assertThat(Metrics.askedForBy(
                        "sum by (topic) (rate(gleaner_events_total{outcome=\"refused\"}[5m])) > 0 and up offset 15m"))
                .containsExactly("gleaner_events_total", "up");
        assertThat(Metrics.exists("gleaner_events_total")).isTrue();
        assertThat(Metrics.exists("gleaner_event_total")).isFalse();
        assertThat(Metrics.exists("cnpg_gleaner_slots_held_bytes")).isTrue();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void an_alert_says_what_to_do(JsonNode alert) {
        Set<String> anchors = HEADING.matcher(Checkout.text(Checkout.ROOT.resolve("docs/runbook.md")))
                .results()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
        String runbook = alert.at("/annotations/runbook").asString();
        assertThat(runbook).startsWith("docs/runbook.md#");
        assertThat(anchors).contains(runbook.substring(runbook.indexOf('#') + 1));
        assertThat(alert.at("/annotations/summary").asString("")).isNotBlank();
        assertThat(alert.at("/labels/severity").asString("")).isIn("warning", "critical");
    }

    @Test
    void the_slots_alert_rings_at_half_of_what_a_slot_may_hold() {
        String bound = Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals("Cluster"))
                .map(cluster -> cluster.at("/spec/postgresql/parameters/max_slot_wal_keep_size")
                        .asString())
                .findFirst()
                .orElseThrow();
        long half = (Long.parseLong(bound.replace("GB", "")) << 30) / 2;
        assertThat(alerts())
                .filteredOn(alert -> alert.path("alert").asString().equals("SlotHoldsLog"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.path("expr").asString()).endsWith("> " + half));
    }

    /** The label {@code service} is the one that our meters carry; otherwise Prometheus would write its own over it. */
    @Test
    void services_labels_are_kept() {
        assertThat(Kustomization.BASE.resources())
                .filteredOn(resource -> resource.kind().equals("ServiceMonitor"))
                .singleElement()
                .satisfies(monitor -> assertThat(
                                monitor.at("/spec/endpoints/0/honorLabels").asBoolean())
                        .isTrue());
    }
}
