package io.gleaner.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.testing.OnRealServers;
import io.gleaner.testing.TestDatabase;
import io.gleaner.testing.TestTokens;
import io.gleaner.testing.TestTopics;
import io.gleaner.testing.tenancy.TableSweep;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@OnRealServers
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class StatsServiceTest {

    private static final TestDatabase DATABASE = TestDatabase.of("stats");
    private static final TestTokens TOKENS = TestTokens.fresh();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        TestTopics.fresh().register(registry);
        TOKENS.register(registry);
    }

    @Autowired
    JdbcClient jdbc;

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @Test
    void it_boots_and_is_ready() {
        at(managementPort)
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        at(managementPort)
                .get()
                .uri("/actuator/health")
                .exchange()
                .expectStatus()
                .isOk();
    }

    @Test
    void it_tells_prometheus_how_it_is() {
        at(managementPort)
                .get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .value(metrics -> assertThat(metrics).contains("jvm_memory_used_bytes"));
    }

    @Test
    void its_schema_is_migrated() {
        assertThat(jdbc.sql("SELECT count(*) FROM background_jobs")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void nobody_without_a_token_gets_in() {
        at(port).get().uri("/v1/anything").exchange().expectStatus().isEqualTo(HttpStatus.UNAUTHORIZED);
        at(port).get()
                .uri("/v1/anything")
                .header("Authorization", "Bearer " + TOKENS.of("acme", "alice"))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void no_table_is_open_to_another_tenant() throws SQLException {
        TableSweep sweep = new TableSweep(DATABASE);

        assertThat(sweep.unprotectedTables()).isEmpty();
        assertThat(sweep.tablesSharedByTenants()).isEmpty();
    }

    private static WebTestClient at(int port) {
        return WebTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }
}
