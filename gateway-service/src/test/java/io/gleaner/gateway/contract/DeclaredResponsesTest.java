package io.gleaner.gateway.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Whoever reads the contract learns of every operation what it answers, and when it refuses. */
class DeclaredResponsesTest {

    private static final Set<String> TOKEN = Set.of("401", "403", "429", "503");
    private static final Set<String> BODY = Set.of("400", "413", "415");
    private static final Set<String> KEY = Set.of("409", "422");

    /** Operations without a key that their owner refuses where the state does not allow them. */
    private static final Set<String> DECIDED_BY_THE_OWNER =
            Set.of("cancelJob", "replaceLearningSettings", "replaceOperationTriggers", "setLlmBudget");

    private final Contract contract = ContractReader.read(yaml(), setting -> true);

    @TestFactory
    Stream<DynamicTest> every_response_is_described_in_words() {
        return eachResponse((status, response) -> assertThat(
                        response.path("description").asString("").strip().split("\\s+", -1))
                .as("description of %s", status)
                .hasSizeGreaterThanOrEqualTo(4));
    }

    @TestFactory
    Stream<DynamicTest> every_body_has_a_schema_and_a_response_without_one_says_so() {
        return eachResponse((status, response) -> {
            if (!response.has("content")) {
                assertThat(response.path("description").asString()).contains("No body");
            }
            response.path("content")
                    .forEachEntry((type, content) -> assertThat(follow(content.path("schema")))
                            .as("schema of %s %s", status, type)
                            .isNotEmpty());
        });
    }

    @TestFactory
    Stream<DynamicTest> every_problem_that_can_happen_is_declared_and_no_other() {
        return contract.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> {
                    JsonNode responses = responses(operation);
                    Set<String> declared = new TreeSet<>(responses.propertyNames());
                    declared.removeIf(status -> status.startsWith("2"));
                    assertThat(declared).isEqualTo(expected(operation));
                    responses.forEachEntry((status, response) -> {
                        if (!status.startsWith("2")) {
                            assertThat(follow(response)
                                            .at("/content/application~1problem+json/schema/$ref")
                                            .asString(""))
                                    .as(status)
                                    .isEqualTo("#/components/schemas/Problem");
                        }
                    });
                }));
    }

    /** What the edge checks, in its own words: see ContractFilter, and for owners OwnerClient. */
    private static Set<String> expected(Operation operation) {
        Set<String> expected = new TreeSet<>(Set.of("default"));
        boolean guarded = operation.scope() != null;
        boolean owned = !operation.services().isEmpty();
        if (guarded) {
            expected.addAll(TOKEN);
        }
        if (!operation.parameters().isEmpty()) {
            expected.add("400");
        }
        if (operation.body() != null) {
            expected.addAll(BODY);
        }
        if (operation.repeatable()) {
            expected.addAll(KEY);
        }
        if (owned) {
            expected.add("504");
        }
        if (DECIDED_BY_THE_OWNER.contains(operation.id())) {
            expected.add("409");
        }
        if (operation.path().contains("{") && (owned || !guarded)) {
            expected.add("404");
        }
        return expected;
    }

    private Stream<DynamicTest> eachResponse(BiConsumer<String, JsonNode> check) {
        return contract.operations().stream()
                .map(operation -> DynamicTest.dynamicTest(
                        operation.toString(),
                        () -> responses(operation)
                                .forEachEntry((status, response) -> check.accept(status, follow(response)))));
    }

    private JsonNode responses(Operation operation) {
        return contract.document()
                .path("paths")
                .path(operation.path())
                .path(operation.method().name().toLowerCase(Locale.ROOT))
                .path("responses");
    }

    private JsonNode follow(JsonNode node) {
        return node.has("$ref")
                ? contract.document().at(node.get("$ref").asString().substring(1))
                : node;
    }

    private static ObjectNode yaml() {
        try (var in = new ClassPathResource("openapi.yaml").getInputStream()) {
            return (ObjectNode) new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
