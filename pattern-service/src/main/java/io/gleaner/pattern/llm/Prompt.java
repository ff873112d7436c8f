package io.gleaner.pattern.llm;

import java.util.Map;

/**
 * What a model is asked.
 *
 * @param version of the system prompt and of the shape of question and answer
 * @param system constant per purpose and version, so that providers can cache it
 * @param user exactly one JSON object; all that users wrote is inside it
 * @param answerSchema JSON Schema of the answer, for providers that can hold a model to one
 */
public record Prompt(String version, String system, String user, Map<String, Object> answerSchema) {}
