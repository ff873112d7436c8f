package io.gleaner.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.kit.database.DatabaseProperties;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsTest {

    @Test
    void a_service_that_says_only_its_name_finds_its_database() {
        StandardEnvironment environment = environmentWith(Map.of("gleaner.service", "tracking"));

        DatabaseProperties database = database(environment);

        assertThat(database.jdbcUrl()).isEqualTo("jdbc:postgresql://127.0.0.1:5432/gleaner_tracking?sslmode=prefer");
        assertThat(database.workerPoolSize()).isEqualTo(5);
        assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("tracking_owner");
        assertThat(environment.getProperty("spring.r2dbc.username")).isEqualTo("tracking_web");
        assertThat(environment.getProperty("spring.r2dbc.pool.max-size")).isEqualTo("5");
    }

    @Test
    void what_an_operator_says_wins_over_the_shared_defaults() {
        StandardEnvironment environment = environmentWith(
                Map.of("gleaner.service", "tracking", "gleaner.database.host", "db", "gleaner.database.port", "6543"));

        assertThat(database(environment).jdbcUrl())
                .isEqualTo("jdbc:postgresql://db:6543/gleaner_tracking?sslmode=prefer");
        assertThat(environment.getProperty("spring.r2dbc.url"))
                .isEqualTo("r2dbc:postgresql://db:6543/gleaner_tracking");
    }

    @Test
    void an_operator_may_want_the_server_to_prove_who_it_is() {
        StandardEnvironment environment = environmentWith(Map.of(
                "gleaner.service",
                "tracking",
                "gleaner.database.ssl-mode",
                "verify-full",
                "gleaner.database.ssl-root-cert",
                "/ca.crt"));

        assertThat(database(environment).jdbcUrl())
                .isEqualTo("jdbc:postgresql://127.0.0.1:5432/gleaner_tracking?sslmode=verify-full&sslrootcert=/ca.crt");
    }

    private static StandardEnvironment environmentWith(Map<String, Object> said) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("said", said));
        new SharedDefaults().postProcessEnvironment(environment, new SpringApplication());
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static DatabaseProperties database(StandardEnvironment environment) {
        return Binder.get(environment)
                .bind("gleaner.database", DatabaseProperties.class)
                .get();
    }
}
