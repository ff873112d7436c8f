package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.home.Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;

/** What services are told is what they listen to. */
class SettingsTest {

    /** Read by the virtual machine itself. */
    private static final String JVM = "JAVA_TOOL_OPTIONS";

    @ParameterizedTest
    @EnumSource(Service.class)
    void every_variable_is_a_setting_of_the_service(Service service) {
        KnownSettings known = KnownSettings.of(service.module());
        assertThat(environment(service))
                .hasSizeGreaterThan(10)
                .allSatisfy((variable, value) -> assertThat(variable.equals(JVM) || known.contains(variable))
                        .as(variable)
                        .isTrue());
    }

    @Test
    void a_misspelt_variable_is_no_setting() {
        assertThat(KnownSettings.of("pattern-service").contains("GLEANER_LLM_APIKEY"))
                .isTrue();
        assertThat(KnownSettings.of("pattern-service").contains("GLEANER_LLM_APIKEI"))
                .isFalse();
        assertThat(KnownSettings.of("stats-service").contains("GLEANER_LLM_APIKEY"))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void kafka_clients_are_who_they_say_and_hear_nobody_else(Service service) {
        KafkaProperties kafka =
                binder(service).bind("spring.kafka", KafkaProperties.class).get();
        for (Map<String, Object> client : List.of(
                kafka.buildAdminProperties(), kafka.buildProducerProperties(), kafka.buildConsumerProperties())) {
            assertThat(client)
                    .containsEntry("security.protocol", "SASL_SSL")
                    .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                    .containsEntry("sasl.jaas.config", "secret " + service.module() + " sasl.jaas.config")
                    .containsEntry("ssl.truststore.type", "PEM")
                    .containsEntry("ssl.truststore.location", "/etc/gleaner/kafka/ca.crt");
        }
    }

    @Test
    void the_relays_slot_outlives_a_failover() {
        Map<String, String> engine = binder(Service.TRACKING)
                .bind("gleaner.relay.engine", Bindable.mapOf(String.class, String.class))
                .get();
        assertThat(engine).containsEntry("slot.failover", "true");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void every_way_to_the_database_makes_its_server_prove_who_it_is(Service service) {
        assertThat(environment(service))
                .containsEntry("GLEANER_DATABASE_SSLMODE", "verify-full")
                .containsEntry("GLEANER_DATABASE_SSLROOTCERT", "/etc/gleaner/postgres/ca.crt")
                .hasEntrySatisfying(
                        "SPRING_R2DBC_URL",
                        url -> assertThat(url)
                                .endsWith(
                                        "?sslMode=${gleaner.database.ssl-mode}&sslRootCert=${gleaner.database.ssl-root-cert}"))
                .hasEntrySatisfying(
                        "SPRING_FLYWAY_URL",
                        url -> assertThat(url)
                                .endsWith(
                                        "?sslmode=${gleaner.database.ssl-mode}&sslrootcert=${gleaner.database.ssl-root-cert}"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void each_service_has_the_passwords_of_its_own_roles_alone(Service service) {
        assertThat(environment(service).values().stream().filter(value -> value.startsWith("secret gleaner-database-")))
                .isNotEmpty()
                .allMatch(value -> value.startsWith("secret gleaner-database-" + service.label() + "-"));
        assertThat(environment(service).containsKey("GLEANER_DATABASE_RELAYPASSWORD"))
                .isEqualTo(Services.relays(service));
    }

    @Test
    void pattern_service_alone_knows_the_models_key() {
        assertThat(Services.ALL)
                .filteredOn(service -> environment(service).containsKey("GLEANER_LLM_APIKEY"))
                .containsExactly(Service.PATTERN);
    }

    private static Binder binder(Service service) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(
                        new SystemEnvironmentPropertySource("systemEnvironment", new TreeMap<>(environment(service))));
        return Binder.get(environment);
    }

    /** What a container of the service is told; for a secret, which one. */
    private static Map<String, String> environment(Service service) {
        Map<String, String> environment = new TreeMap<>();
        for (Resource resource : Kustomization.PRODUCTION.built()) {
            if (resource.kind().equals("ConfigMap") && resource.name().startsWith("gleaner-settings-")) {
                environment.putAll(Resource.texts(resource.at("/data")));
            } else if (resource.kind().equals("Deployment") && resource.name().equals(service.module())) {
                resource.container()
                        .path("env")
                        .forEach(variable ->
                                environment.put(variable.path("name").asString(), value(variable)));
            }
        }
        return environment;
    }

    private static String value(JsonNode variable) {
        JsonNode secret = variable.at("/valueFrom/secretKeyRef");
        return secret.isMissingNode()
                ? variable.path("value").asString()
                : "secret " + secret.path("name").asString() + " "
                        + secret.path("key").asString();
    }
}
