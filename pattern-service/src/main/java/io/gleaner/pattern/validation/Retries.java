package io.gleaner.pattern.validation;

import io.gleaner.pattern.llm.Answer;
import io.gleaner.pattern.suggestions.Retry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When candidates may be asked about again after a call that brought nothing.
 *
 * @param pause what repeated failures wait for beyond the permit: the purpose's interval
 * @param maxRetryAfter longest wish of a provider that is honoured
 */
record Retries(Duration pause, Duration maxRetryAfter) {

    private static final String PROVIDER = "provider";

    /**
     * Null if nothing was sent: then nothing is known about the provider. A busy one is no failure of the candidates: its
     * wish and the permit decide.
     */
    @Nullable
    Retry after(Answer answer) {
        return switch (answer) {
            case Answer.Busy busy -> new Retry(honoured(busy.retryAfter()), null, PROVIDER);
            case Answer.Failed _, Answer.Answered _ -> afterFailure();
            case Answer.NotSent _ -> null;
        };
    }

    Retry afterFailure() {
        return new Retry(Duration.ZERO, pause, PROVIDER);
    }

    private Duration honoured(@Nullable Duration retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        return retryAfter.compareTo(maxRetryAfter) > 0 ? maxRetryAfter : retryAfter;
    }
}
