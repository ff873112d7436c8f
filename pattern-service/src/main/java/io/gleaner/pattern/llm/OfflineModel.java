package io.gleaner.pattern.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** No model: nothing is ever sent, and whoever would ask lets statistics decide. */
final class OfflineModel implements LanguageModel {

    @Override
    public String provider() {
        return "none";
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public Answer ask(Prompt prompt, Duration timeout, @Nullable String traceparent) {
        return new Answer.NotSent();
    }
}
