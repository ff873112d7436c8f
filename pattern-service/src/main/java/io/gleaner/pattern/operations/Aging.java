package io.gleaner.pattern.operations;

import io.gleaner.kit.loops.PollLoop;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes runs out of savings as they get older than 30 days, some at a time. */
final class Aging implements PollLoop.Work {

    /** Occurrences of one transaction. */
    private static final int MOST = 5_000;

    private final Operations operations;
    private final TransactionTemplate transaction;

    Aging(Operations operations, TransactionTemplate transaction) {
        this.operations = operations;
        this.transaction = transaction;
    }

    @Override
    public boolean runOnce() {
        return Boolean.TRUE.equals(transaction.execute(status -> operations.ageSome(MOST)));
    }
}
