package io.gleaner.pattern.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A language model at its provider. An adapter sends exactly one HTTP request per question and never retries. */
interface LanguageModel {

    /** Who runs it, as OpenTelemetry names providers, such as {@code anthropic}. */
    String provider();

    /** Its name at the provider. */
    String name();

    /**
     * Asks; never throws for what the provider does.
     *
     * @param traceparent W3C trace context of the call
     */
    Answer ask(Prompt prompt, Duration timeout, @Nullable String traceparent);
}
