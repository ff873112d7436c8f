package io.gleaner.pattern.validation;

import io.gleaner.kit.events.EventJson;
import io.gleaner.pattern.core.PromptText;
import io.gleaner.pattern.core.Risk;
import io.gleaner.pattern.core.Verdict;
import io.gleaner.pattern.core.Verdict.Opinion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads what a model wrote: one JSON object, whatever stands around it. */
final class Verdicts {

    /** Longest reasoning that is kept, in characters. */
    private static final int LONGEST_REASONING = 2_000;

    /** Braces that may open the object; prose rarely has more. */
    private static final int MOST_TRIES = 50;

    /** Stops after the object, so that text behind it does no harm. */
    private static final ObjectReader FIRST_VALUE =
            EventJson.MAPPER.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Verdicts() {}

    /**
     * The verdicts by candidate; the first of several on the same one. Verdicts that break the schema or name no id are
     * as if missing.
     *
     * @return empty if there is no object with verdicts at all
     */
    static Optional<Map<UUID, Verdict>> read(String answer) {
        int opening = answer.indexOf('{');
        for (int tries = 0; opening >= 0 && tries < MOST_TRIES; tries++) {
            Optional<JsonNode> verdicts = verdictsAt(answer.substring(opening));
            if (verdicts.isPresent()) {
                return verdicts.map(Verdicts::byCandidate);
            }
            opening = answer.indexOf('{', opening + 1);
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> verdictsAt(String text) {
        try {
            JsonNode value = FIRST_VALUE.readValue(text);
            return Optional.of(value.path("verdicts")).filter(JsonNode::isArray);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Map<UUID, Verdict> byCandidate(JsonNode verdicts) {
        Map<UUID, Verdict> byCandidate = new HashMap<>();
        for (JsonNode verdict : verdicts) {
            if (VerdictSchema.accepts(verdict)) {
                id(verdict.path("candidate_id").asString())
                        .ifPresent(candidate -> byCandidate.putIfAbsent(candidate, verdict(verdict)));
            }
        }
        return byCandidate;
    }

    private static Verdict verdict(JsonNode json) {
        List<String> keyTokens =
                json.path("key_tokens").valueStream().map(JsonNode::asString).toList();
        return new Verdict(
                Opinion.valueOf(upper(json.path("decision"))),
                json.path("confidence_adjustment").decimalValue(),
                PromptText.cut(PromptText.visible(json.path("reasoning").asString()), LONGEST_REASONING),
                Risk.valueOf(upper(json.path("risk"))),
                keyTokens);
    }

    private static String upper(JsonNode text) {
        return text.asString().toUpperCase(Locale.ROOT);
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
