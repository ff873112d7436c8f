package io.gleaner.pattern.llm;

import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Busy;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.NotSent;

/** What ledger and metrics call an answer. */
final class Outcomes {

    private Outcomes() {}

    static String of(Answer answer) {
        return switch (answer) {
            case Answered _ -> "answered";
            case Busy _ -> "busy";
            case NotSent _ -> "not_sent";
            case Failed failed -> failed.failure().text();
        };
    }
}
