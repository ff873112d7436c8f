package io.gleaner.gateway.acceptance;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;

/** Forgets accepted requests after their time, on one replica at a time. */
final class ForgetRequestsJob {

    private static final Duration BETWEEN_RUNS = Duration.ofMinutes(10);

    private final ExpiredRequestStore store;
    private final Duration keep;

    ForgetRequestsJob(ExpiredRequestStore store, Duration keep) {
        this.store = store;
        this.keep = keep;
    }

    RecurringTask<Void> task() {
        return Tasks.recurring("forget-accepted-requests", FixedDelay.of(BETWEEN_RUNS))
                .execute((instance, context) -> run());
    }

    void run() {
        boolean more = true;
        while (more) {
            more = store.deleteSome(keep);
        }
    }
}
