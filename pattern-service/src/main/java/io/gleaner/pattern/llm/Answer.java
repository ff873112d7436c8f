package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.PromptText;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of asking a model. */
public sealed interface Answer {

    /** The model answered; whether it makes sense is for the asker to find out. */
    record Answered(String text, Usage usage, String model) implements Answer {

        /** Longest name of a model that is kept, in characters: it is the provider's text, and others are told of it. */
        private static final int MAX_MODEL = 100;

        public Answered {
            model = PromptText.cut(PromptText.visible(model), MAX_MODEL);
        }
    }

    /**
     * The provider has no room now (429, 529): not the request's fault.
     *
     * @param retryAfter how long the provider wants to be left alone; null if it does not say
     */
    record Busy(@Nullable Duration retryAfter) implements Answer {}

    /** No answer. */
    record Failed(Failure failure) implements Answer {}

    /** Nothing was sent: the breaker is open, or the permit was about to run out. */
    record NotSent() implements Answer {}

    /** Why there is no answer. */
    enum Failure {
        /** Not within the time; it may have been charged. */
        TIMEOUT,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** The provider failed (5xx). */
        SERVER_ERROR,
        /** The provider refuses this request (4xx): key, model or address are wrong. */
        REFUSED,
        /** Something came that is no answer of this provider. */
        UNREADABLE;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it says something about the provider's health. */
        boolean countsAgainstProvider() {
            return this != REFUSED;
        }
    }
}
