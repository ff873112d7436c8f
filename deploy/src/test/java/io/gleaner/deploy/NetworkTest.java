package io.gleaner.deploy;

import static io.gleaner.stack.home.Service.GATEWAY;
import static io.gleaner.stack.home.Service.PATTERN;
import static io.gleaner.stack.home.Service.TRACKING;
import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.home.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who reaches whom is who has business there. */
class NetworkTest {

    private static final Map<String, String> KAFKA =
            Map.of("strimzi.io/cluster", "gleaner-kafka", "strimzi.io/name", "gleaner-kafka-kafka");
    private static final Map<String, String> POSTGRES = Map.of("cnpg.io/cluster", "gleaner-postgres");

    private final Network network = Network.of(Kustomization.BASE.resources());

    /** {@code /internal} and {@code /v1} of a service are on one port. */
    @Test
    void the_gateway_reaches_the_services_and_pattern_service_reaches_tracking_service() {
        for (Service from : Service.values()) {
            for (Service to : Service.values()) {
                boolean wanted = (from == GATEWAY && to != GATEWAY) || (from == PATTERN && to == TRACKING);
                assertThat(network.allows(pod(from), pod(to), "http"))
                        .as("%s to %s", from, to)
                        .isEqualTo(wanted);
                assertThat(network.allows(pod(from), pod(to), "management")).isFalse();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void every_service_reaches_its_database(Service service) {
        assertThat(network.allows(pod(service), POSTGRES, "5432")).isTrue();
        assertThat(network.allows(KAFKA, POSTGRES, "5432")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void pattern_service_alone_reaches_the_outside(Service service) {
        assertThat(network.toTheOutside(pod(service)).findAny().isPresent()).isEqualTo(service == PATTERN);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void the_outside_reaches_the_gateway_alone_and_prometheus_every_management_port(Service service) {
        if (service == GATEWAY) {
            assertThat(network.namespacesReaching(pod(service), "http")).containsExactly("ingress-nginx");
        } else {
            assertThat(network.namespacesReaching(pod(service), "http")).isEmpty();
        }
        assertThat(network.namespacesReaching(pod(service), "management")).containsExactly("monitoring");
    }

    private static Map<String, String> pod(Service service) {
        return Map.of("app.kubernetes.io/name", service.module(), "app.kubernetes.io/part-of", "gleaner");
    }
}
