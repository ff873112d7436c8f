package io.gleaner.pattern.llm;

/** Where a model is asked. */
public enum Provider {
    /** Nowhere: statistics decide, and every outcome says {@code model: none}. */
    OFFLINE,
    /** Anthropic's Messages API. */
    ANTHROPIC,
    /** Any OpenAI-compatible chat completions address. */
    OPENAI
}
