package io.gleaner.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases of the specification about what runs show, through the gateway. */
@Execution(ExecutionMode.CONCURRENT)
class WorkflowCasesTest {

    private static final String FILE = "cases/workflow-patterns.json";

    /** The others are about numbers that no request carries. */
    private static final Set<String> OF_RUNS =
            Set.of("signature_detection", "pattern_detection", "error_patterns", "template_pattern", "characteristics");

    private final Workflows workflows = Workflows.ofFreshTenant();

    @Test
    void every_run_reads_with_the_patterns_and_characteristics_of_its_case() {
        Path file = Repository.shared(FILE).orElseGet(() -> abort("../shared/" + FILE + " is not here"));
        List<JsonNode> cases = new JsonMapper()
                .readTree(file)
                .valueStream()
                .filter(each -> OF_RUNS.contains(each.get("kind").asString()))
                .toList();

        JsonNode result =
                workflows.reported(cases.stream().map(WorkflowCasesTest::run).toList());

        assertThat(result.path("processed").asInt()).isEqualTo(cases.size()).isGreaterThan(300);
        assertThat(cases).allSatisfy(each -> check(each, workflows.run(id(each))));
    }

    private static String id(JsonNode each) {
        return each.get("id").asString();
    }

    private static Map<String, @Nullable Object> run(JsonNode each) {
        Map<String, @Nullable Object> run = new HashMap<>();
        each.get("input").forEachEntry(run::put);
        run.put("workflow_id", id(each));
        return run;
    }

    private static void check(JsonNode each, JsonNode run) {
        JsonNode expected = each.get("expected");
        List<String> patterns = strings(run.get("patterns"));
        switch (each.get("kind").asString()) {
            case "signature_detection" -> checkText(each, patterns);
            case "template_pattern" ->
                assertThat(patterns)
                        .isEqualTo(text(expected.get("pattern")).stream().toList());
            case "characteristics" -> checkCharacteristics(expected, run.get("characteristics"));
            default -> assertThat(patterns).isEqualTo(strings(expected.get("patterns")));
        }
    }

    /** What the text shows comes first; where it shows nothing, the template may still show something. */
    private static void checkText(JsonNode each, List<String> patterns) {
        JsonNode signature = each.get("expected").get("signature");
        boolean templateToo = each.get("input").path("workflow_template").isString();
        if (signature.isNull()) {
            assertThat(patterns).hasSizeLessThanOrEqualTo(templateToo ? 1 : 0);
        } else {
            assertThat(patterns).first().isEqualTo(signature.asString());
        }
    }

    private static void checkCharacteristics(JsonNode expected, JsonNode found) {
        for (String field : List.of("input_length", "keywords", "duration_range", "complexity", "error_count")) {
            assertThat(found.get(field)).as(field).isEqualTo(expected.get(field));
        }
        assertThat(strings(found.get("files_mentioned")).stream().sorted())
                .containsExactlyElementsOf(strings(expected.get("files_mentioned")).stream()
                        .sorted()
                        .toList());
    }

    private static Optional<String> text(JsonNode value) {
        return value.isNull() ? Optional.empty() : Optional.of(value.asString());
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
