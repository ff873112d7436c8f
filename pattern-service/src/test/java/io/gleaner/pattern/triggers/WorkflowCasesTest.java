package io.gleaner.pattern.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.workflows.Characteristics;
import io.gleaner.pattern.core.workflows.OperationSignature;
import io.gleaner.pattern.core.workflows.RunTexts;
import io.gleaner.pattern.core.workflows.Similarity;
import io.gleaner.pattern.core.workflows.Steadiness;
import io.gleaner.pattern.core.workflows.Sum;
import io.gleaner.pattern.core.workflows.TriggerTable;
import io.gleaner.testing.SharedFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The cases of {@code ../shared/cases/workflow-patterns.json}, each by its id. */
class WorkflowCasesTest {

    private static final String FILE = "cases/workflow-patterns.json";

    private static final TriggerTable TABLE = ShippedTriggers.read();

    @TestFactory
    Stream<DynamicTest> every_case_holds() {
        Path file = SharedFile.find(FILE).orElse(null);
        Assumptions.assumeTrue(file != null, "missing: ../shared/" + FILE);
        return EventJson.MAPPER
                .readTree(file)
                .valueStream()
                .map(each -> DynamicTest.dynamicTest(
                        each.get("id").asString() + " " + each.get("kind").asString(),
                        () -> check(each.get("kind").asString(), each.get("input"), each.get("expected"))));
    }

    private static void check(String kind, JsonNode input, JsonNode expected) {
        switch (kind) {
            case "signature_detection" ->
                assertThat(TABLE.ofText(text(input, "nl_input"), text(input, "workflow_template"))
                                .map(OperationSignature::text)
                                .orElse(null))
                        .isEqualTo(text(expected, "signature"));
            case "pattern_detection" ->
                assertThat(TABLE.detect(texts(input)))
                        .extracting(detected -> detected.signature().text())
                        .isEqualTo(strings(expected.get("patterns")));
            case "error_patterns" ->
                assertThat(TABLE.ofError(text(input, "error_message")))
                        .extracting(OperationSignature::text)
                        .isEqualTo(strings(expected.get("patterns")));
            case "template_pattern" ->
                assertThat(TABLE.ofTemplate(text(input, "workflow_template"))
                                .map(OperationSignature::text)
                                .orElse(null))
                        .isEqualTo(text(expected, "pattern"));
            case "characteristics" -> checkCharacteristics(input, expected);
            case "confidence_calculation" ->
                assertThat((double) steadiness(input).confidence())
                        .isCloseTo(expected.get("score").asDouble(), within(1e-9));
            case "signature_validation" ->
                assertThat(OperationSignature.isValid(text(input, "signature")))
                        .isEqualTo(expected.get("valid").asBoolean());
            case "signature_normalization" -> checkNormalisation(input.get("signature"), expected);
            case "text_similarity" ->
                assertThat(Similarity.of(text(input, "text1"), text(input, "text2")))
                        .isCloseTo(expected.get("similarity").asDouble(), within(1e-9));
            default -> throw new AssertionError("no check for cases of kind " + kind);
        }
    }

    private static void checkCharacteristics(JsonNode input, JsonNode expected) {
        Characteristics found = Characteristics.of(
                text(input, "nl_input"),
                decimal(input.path("duration_seconds")),
                input.path("error_count").asInt(0));

        assertThat(found)
                .isEqualTo(new Characteristics(
                        expected.get("input_length").asInt(),
                        strings(expected.get("keywords")),
                        strings(expected.get("files_mentioned")).stream()
                                .sorted()
                                .toList(),
                        expected.get("duration_range").asString(),
                        expected.get("complexity").asString(),
                        expected.get("error_count").asInt()));
    }

    private static void checkNormalisation(JsonNode signature, JsonNode expected) {
        if (expected.has("error")) {
            assertThatThrownBy(() -> OperationSignature.normalised(signature.asString()))
                    .hasMessage(expected.get("message").asString());
        } else {
            assertThat(OperationSignature.normalised(signature.asString()).text())
                    .isEqualTo(expected.get("normalized").asString());
        }
    }

    private static Steadiness steadiness(JsonNode input) {
        List<JsonNode> runs = input.get("workflows").valueStream().toList();
        List<BigDecimal> durations = runs.stream()
                .map(run -> decimal(run.path("duration_seconds")))
                .filter(duration -> duration != null && duration.signum() != 0)
                .toList();
        return new Steadiness(
                input.at("/pattern/occurrence_count").asLong(),
                runs.size(),
                new Sum(durations.size(), durations.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
                durations.stream().map(Steadiness::square).reduce(BigDecimal.ZERO, BigDecimal::add),
                sum(runs, "error_count"),
                sum(runs, "retry_count"));
    }

    private static BigDecimal sum(List<JsonNode> runs, String field) {
        return runs.stream()
                .map(run -> run.path(field))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RunTexts texts(JsonNode input) {
        return new RunTexts(text(input, "nl_input"), text(input, "error_message"), text(input, "workflow_template"));
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).isString() ? node.get(field).asString() : null;
    }

    private static @Nullable BigDecimal decimal(JsonNode number) {
        return number.isNumber() ? number.decimalValue() : null;
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
