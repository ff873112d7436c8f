package io.gleaner.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.stack.home.Service;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** On Kafka a service may do what its code does, and nothing else. */
class KafkaUsersTest {

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_service_may_do_with_topics_what_its_code_does(Service service) {
        assertThat(allowed(user(service.module()), "topic"))
                .isEqualTo(TopicAccess.of(service).operations());
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_service_reads_in_its_own_groups(Service service) {
        Map<String, Set<String>> groups = allowed(user(service.module()), "group");
        assertThat(groups.keySet()).isEqualTo(TopicAccess.of(service).groups());
        assertThat(groups.values()).allMatch(Set.of("Describe", "Read")::equals);
    }

    @Test
    void who_scales_sees_the_lag_and_no_record() {
        JsonNode user = user("gleaner-keda");
        assertThat(allowed(user, "topic")).isEqualTo(Map.of("gleaner.tracking-changes", Set.of("Describe")));
        assertThat(allowed(user, "group").keySet())
                .containsExactlyInAnyOrder("gleaner.tracking-changes.pattern", "gleaner.tracking-changes.pattern-runs")
                .isSubsetOf(TopicAccess.of(Service.PATTERN).groups());
    }

    @Test
    void nobody_comes_in_without_a_password_or_in_clear_text() {
        JsonNode kafka = Kustomization.BASE.resources().stream()
                .filter(resource -> resource.kind().equals("Kafka"))
                .findFirst()
                .orElseThrow()
                .at("/spec/kafka");
        assertThat(kafka.at("/authorization/type").asString()).isEqualTo("simple");
        assertThat(kafka.path("listeners")).allSatisfy(listener -> {
            assertThat(listener.path("tls").asBoolean()).isTrue();
            assertThat(listener.at("/authentication/type").asString()).isEqualTo("scram-sha-512");
        });
    }

    private static JsonNode user(String name) {
        return Kustomization.BASE.resources().stream()
                .filter(resource ->
                        resource.kind().equals("KafkaUser") && resource.name().equals(name))
                .findFirst()
                .orElseThrow()
                .at("/spec/authorization/acls");
    }

    private static Map<String, Set<String>> allowed(JsonNode acls, String type) {
        Map<String, Set<String>> allowed = new TreeMap<>();
        acls.forEach(acl -> {
            JsonNode resource = acl.path("resource");
            if (resource.path("type").asString().equals(type)) {
                assertThat(resource.path("patternType").asString("literal")).isEqualTo("literal");
                allowed.put(
                        resource.path("name").asString(),
                        acl.path("operations")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        });
        return allowed;
    }
}
