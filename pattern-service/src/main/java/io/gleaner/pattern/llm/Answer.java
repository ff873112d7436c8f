package io.gleaner.pattern.llm;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What came of asking a model. */
public sealed interface Answer {

    /**
     * The model answered; whether it makes sense is for the asker to find out. Text and model are such that they can be
     * stored and told about: whatever comes, it was paid for.
     *
     * @param text at most {@link Storable#LONGEST_TEXT} characters
     * @param model which one answered, at most {@link Storable#LONGEST_NAME} characters
     * @param pause how long the provider wants to be left alone from now on; null if it does not say
     */
    record Answered(
            String text,
            Usage usage,
            String model,
            @Nullable Duration pause) implements Answer {

        public Answered {
            text = Storable.cut(text, Storable.LONGEST_TEXT);
            model = Storable.cut(model, Storable.LONGEST_NAME);
        }

        public Answered(String text, Usage usage, String model) {
            this(text, usage, model, null);
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
        /** Something came that is no answer of this provider, or that its adapter broke on. */
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
