package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.Concurrency;
import io.gleaner.pattern.llm.Answer.Answered;
import io.gleaner.pattern.llm.Answer.Busy;
import io.gleaner.pattern.llm.Answer.Failed;
import io.gleaner.pattern.llm.Answer.Failure;
import io.gleaner.pattern.llm.Answer.NotSent;
import java.util.HashMap;
import java.util.Map;

/**
 * How many calls of this replica may be on their way: over all tenants as many as the provider bears, which its answers
 * tell, and of one tenant no more than a few, so that none takes all of them. Netflix's concurrency-limits was looked at
 * instead: its AIMD limit rises by one with every answer instead of every window, and each of the refusals that one overload
 * brings lowers it again.
 */
final class Places {

    private final int mostPerTenant;
    private final Map<String, Integer> taken = new HashMap<>();
    private Concurrency concurrency;
    private int inFlight;

    Places(int most, int mostPerTenant) {
        this.mostPerTenant = mostPerTenant;
        this.concurrency = Concurrency.upTo(most, System.nanoTime());
    }

    synchronized boolean take(String tenantId) {
        if (free() == 0 || taken.getOrDefault(tenantId, 0) >= mostPerTenant) {
            return false;
        }
        taken.merge(tenantId, 1, Integer::sum);
        inFlight++;
        return true;
    }

    synchronized void giveBack(String tenantId) {
        taken.computeIfPresent(tenantId, (id, count) -> count > 1 ? count - 1 : null);
        inFlight--;
    }

    /** How many more calls may be sent now, over all tenants. */
    synchronized int free() {
        return Math.max(0, concurrency.limit() - inFlight);
    }

    /** How many there are now. */
    synchronized int limit() {
        return concurrency.limit();
    }

    synchronized int inFlight() {
        return inFlight;
    }

    /**
     * What came of a call whose place is still taken. A provider that is broken or refuses says nothing about its load.
     *
     * @param sentAt {@link System#nanoTime} of its start
     */
    synchronized void learn(Answer answer, long sentAt) {
        switch (answer) {
            case Answered _ -> concurrency = concurrency.answered(inFlight);
            case Busy _ -> concurrency = concurrency.overloaded(sentAt, System.nanoTime());
            case Failed failed
            when failed.failure() == Failure.TIMEOUT -> concurrency = concurrency.overloaded(sentAt, System.nanoTime());
            case Failed _, NotSent _ -> {}
        }
    }
}
