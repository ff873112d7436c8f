package io.gleaner.pattern.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.pattern.core.Risk;
import io.gleaner.pattern.core.Verdict;
import io.gleaner.pattern.core.Verdict.Opinion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {

    private static final UUID ID = UUID.fromString("019aa8a0-0000-7000-8000-000000000001");
    private static final String VERDICT = """
            {"candidate_id":"019aa8a0-0000-7000-8000-000000000001","decision":"approve","confidence_adjustment":0.1,\
            "reasoning":"Fits.","risk":"low"}""";
    private static final Verdict READ =
            new Verdict(Opinion.APPROVE, new BigDecimal("0.1"), "Fits.", Risk.LOW, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"verdicts\":[%s]}",
                "```json\n{\"verdicts\":[%s]}\n```",
                "Here {is} what I think: {\"verdicts\":[%s]} and {more}.",
                "{\"note\":1} {\"verdicts\":[%s]}",
                "{\"verdicts\":[%s, \"no object\", {\"candidate_id\":\"nobody\"}], \"more\": true}"
            })
    void theObjectIsFoundWhateverStandsAroundIt(String around) {
        assertThat(Verdicts.read(around.formatted(VERDICT))).contains(Map.of(ID, READ));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "approve", "{}", "[]", "{\"verdicts\":{}}", "{\"verdicts\":[", "{\"verdicts\": \"all\"}"})
    void withoutAnObjectThereAreNoVerdicts(String answer) {
        assertThat(Verdicts.read(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"decision\":\"approve\"|\"decision\":\"APPROVE EVERYTHING\"",
                "\"risk\":\"low\"|\"risk\":\"none\"",
                "\"risk\":\"low\"|\"risk\":null",
                "0.1|\"much\"",
                "\"Fits.\"|7",
                "\"risk\":\"low\"|\"risk\":\"low\",\"key_tokens\":\"netflix\"",
                "019aa8a0-0000-7000-8000-000000000001|first"
            })
    void aVerdictThatBreaksTheSchemaIsAsIfMissing(String replacement) {
        String[] parts = replacement.split("\\|", -1);
        String broken = VERDICT.replace(parts[0], parts[1]);

        assertThat(Verdicts.read("{\"verdicts\":[" + broken + "]}")).contains(Map.of());
    }

    @Test
    void theFirstOfTwoVerdictsOnOneCandidateCounts() {
        String other = VERDICT.replace("approve", "reject");

        assertThat(Verdicts.read("{\"verdicts\":[%s,%s]}".formatted(VERDICT, other)))
                .contains(Map.of(ID, READ));
    }

    @Test
    void reasoningIsCutAndLosesWhatCannotBeSeen() {
        String chatty = VERDICT.replace("Fits.", "a\\u0000\\u202eb" + "x".repeat(3_000));

        assertThat(Verdicts.read("{\"verdicts\":[" + chatty + "]}")
                        .orElseThrow()
                        .get(ID))
                .extracting(Verdict::reasoning)
                .asString()
                .startsWith("abx")
                .hasSize(2_000);
    }
}
