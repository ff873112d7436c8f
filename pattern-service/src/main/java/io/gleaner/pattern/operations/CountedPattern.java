package io.gleaner.pattern.operations;

import io.gleaner.pattern.core.workflows.CandidateRule;
import io.gleaner.pattern.core.workflows.OperationStatistics;
import io.gleaner.pattern.core.workflows.OperationStatus;

/** A pattern with its numbers. */
record CountedPattern(PatternKey key, OperationStatus status, OperationStatistics statistics) {

    /** After its numbers changed; what a person decided stays. */
    CountedPattern plus(OperationStatistics delta, CandidateRule rule) {
        return with(statistics.plus(delta), rule);
    }

    /** With other numbers; what a person decided stays. */
    CountedPattern with(OperationStatistics changed, CandidateRule rule) {
        return new CountedPattern(key, status.isDecided() ? status : rule.statusOf(changed), changed);
    }

    /** With another status; where no person decides, its numbers do. */
    CountedPattern decided(OperationStatus decision, CandidateRule rule) {
        return new CountedPattern(key, decision.isDecided() ? decision : rule.statusOf(statistics), statistics);
    }
}
