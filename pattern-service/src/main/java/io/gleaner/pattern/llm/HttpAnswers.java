package io.gleaner.pattern.llm;

import io.gleaner.pattern.llm.Answer.Busy;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import java.util.Set;

/** What an HTTP status of a provider means, the same for all of them. */
final class HttpAnswers {

    /** Too many requests, and Anthropic's "overloaded". */
    private static final Set<Integer> BUSY = Set.of(429, 529);

    private HttpAnswers() {}

    static boolean successful(int status) {
        return status >= 200 && status < 300;
    }

    /** The answer that a failure is. */
    static Answer unsuccessful(int status, RateLimitHeaders headers) {
        if (BUSY.contains(status)) {
            return new Busy(headers.whenBusy());
        }
        return new Failed(status >= 500 ? Failure.SERVER_ERROR : Failure.REFUSED);
    }
}
