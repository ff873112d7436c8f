package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.home.Service;
import io.gleaner.stack.servers.PostgresSettings;
import io.gleaner.stack.servers.Role;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The database server is what the local stack's is: roles, databases, settings. */
class DatabaseTest {

    /** Sizes follow the machine. */
    private static final Set<String> SIZES = Set.of(
            "shared_buffers",
            "max_wal_size",
            "max_slot_wal_keep_size",
            "max_connections",
            "max_replication_slots",
            "max_wal_senders");

    private static final int POOLS_OF_A_POD = 10;

    @Test
    void the_server_has_every_setting_of_the_local_stacks() {
        Map<String, String> settings = Resource.texts(cluster().at("/spec/postgresql/parameters"));
        Map<String, String> local = PostgresSettings.LOCAL_STACK.values();
        assertThat(settings).containsKeys(local.keySet().toArray(String[]::new));
        local.forEach((name, value) -> {
            if (!SIZES.contains(name)) {
                assertThat(settings).containsEntry(name, value);
            }
        });
    }

    @Test
    void every_service_has_a_database_of_its_own_that_stays() {
        Map<String, JsonNode> databases = resources("Database")
                .collect(Collectors.toMap(
                        database -> database.at("/spec/name").asString(), database -> database.at("/spec")));
        assertThat(databases.keySet())
                .isEqualTo(Services.ALL.stream()
                        .map(service -> "gleaner_" + service.label())
                        .collect(Collectors.toSet()));
        databases.forEach((name, database) -> {
            String owner = name.substring("gleaner_".length()) + "_owner";
            assertThat(database.path("owner").asString()).isEqualTo(owner);
            assertThat(database.at("/schemas/0/owner").asString()).isEqualTo(owner);
            assertThat(database.path("databaseReclaimPolicy").asString()).isEqualTo("retain");
        });
    }

    @Test
    void every_service_has_its_four_roles_and_there_is_no_other() {
        Stream<String> expected = Services.ALL.stream()
                .flatMap(service -> Stream.of(Role.values()).map(role -> service.label() + "_" + role.suffix()));
        assertThat(roles().keySet()).isEqualTo(expected.collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_services_roles_may_do_what_the_local_stacks_may(Service service) {
        for (Role role : Role.values()) {
            JsonNode managed = role(service, role);
            boolean used = role != Role.RELAY || Services.relays(service);
            assertThat(managed.path("login").asBoolean()).isEqualTo(used);
            assertThat(managed.path("replication").asBoolean()).isEqualTo(used && role == Role.RELAY);
            assertThat(Stream.of("superuser", "createdb", "createrole", "bypassrls"))
                    .noneMatch(attribute -> managed.path(attribute).asBoolean());
            assertThat(managed.has("passwordSecret")).isEqualTo(used);
        }
    }

    /** PostgreSQL takes the grant's INHERIT from the role that it is granted to. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void a_worker_may_become_web_and_does_not_inherit_from_it(Service service) {
        JsonNode worker = role(service, Role.WORKER);
        assertThat(worker.path("inRoles").valueStream().map(JsonNode::asString))
                .containsExactly(service.label() + "_web");
        assertThat(worker.path("inherit").asBoolean(true)).isFalse();
        assertThat(role(service, Role.WEB).has("inRoles")).isFalse();
    }

    @Test
    void roles_reach_their_own_database_encrypted_and_nothing_else() {
        Stream<String> own = Services.ALL.stream()
                .map(service -> "hostssl gleaner_%s %s all scram-sha-256"
                        .formatted(
                                service.label(),
                                Stream.of("owner", "web", "worker", "relay")
                                        .filter(role -> !role.equals("relay") || Services.relays(service))
                                        .map(role -> service.label() + "_" + role)
                                        .collect(Collectors.joining(","))));
        assertThat(cluster().at("/spec/postgresql/pg_hba").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Stream.concat(own, Stream.of("host all all all reject")).toList());
    }

    @Test
    void there_are_connections_for_every_pod() {
        int pods = Kustomization.PRODUCTION.built().stream()
                .mapToInt(resource -> switch (resource.kind()) {
                    // one more while an update rolls
                    case "Deployment" -> resource.at("/spec/replicas").asInt(0) + 1;
                    case "ScaledObject" -> resource.at("/spec/maxReplicaCount").asInt();
                    default -> 0;
                })
                .sum();
        assertThat(cluster().at("/spec/postgresql/parameters/max_connections").asInt())
                .isGreaterThan(pods * POOLS_OF_A_POD);
    }

    @Test
    void what_slots_may_hold_fits_beside_the_log_in_use() {
        JsonNode spec = cluster().at("/spec");
        JsonNode settings = spec.at("/postgresql/parameters");
        assertThat(gigabytes(settings.at("/max_slot_wal_keep_size")) + gigabytes(settings.at("/max_wal_size")))
                .isLessThan(gigabytes(spec.at("/walStorage/size")));
    }

    private static int gigabytes(JsonNode size) {
        return Integer.parseInt(size.asString().replaceAll("G.*", ""));
    }

    private static Resource cluster() {
        return resources("Cluster").findFirst().orElseThrow();
    }

    private static JsonNode role(Service service, Role role) {
        return Objects.requireNonNull(roles().get(service.label() + "_" + role.suffix()));
    }

    private static Map<String, JsonNode> roles() {
        return cluster()
                .at("/spec/managed/roles")
                .valueStream()
                .collect(Collectors.toMap(role -> role.path("name").asString(), role -> role));
    }

    private static Stream<Resource> resources(String kind) {
        return Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals(kind));
    }
}
