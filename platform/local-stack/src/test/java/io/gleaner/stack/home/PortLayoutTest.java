package io.gleaner.stack.home;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortLayoutTest {
    private final PortLayout ports = new PortLayout(8080);

    @Test
    void every_port_follows_from_the_gateways() {
        assertThat(ports.instances(1))
                .containsExactly(
                        new ServiceInstance(Service.GATEWAY, "gateway", 8080, 8081),
                        new ServiceInstance(Service.TRACKING, "tracking", 8082, 8083),
                        new ServiceInstance(Service.PATTERN, "pattern", 8084, 8085),
                        new ServiceInstance(Service.UPLOAD, "upload", 8086, 8087),
                        new ServiceInstance(Service.STATS, "stats", 8088, 8089));
        assertThat(ports.kafka()).isEqualTo(8090);
        assertThat(ports.kafkaController()).isEqualTo(8091);
        assertThat(ports.postgres()).isEqualTo(8092);
    }

    @Test
    void further_replicas_come_after_the_servers() {
        assertThat(ports.instances(4))
                .endsWith(
                        new ServiceInstance(Service.PATTERN, "pattern-2", 8094, 8095),
                        new ServiceInstance(Service.PATTERN, "pattern-3", 8096, 8097),
                        new ServiceInstance(Service.PATTERN, "pattern-4", 8098, 8099));
    }

    @Test
    void no_port_is_used_twice_and_all_are_within_the_stacks_own() {
        assertThat(ports.used(4)).hasSize(2 * 8 + 3);
        assertThat(ports.used(4).keySet()).allMatch(port -> port >= 8080 && port <= 8080 + PortLayout.SPAN);
    }
}
