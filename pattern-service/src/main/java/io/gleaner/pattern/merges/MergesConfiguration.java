package io.gleaner.pattern.merges;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Daily;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.jobs.BackgroundJobs;
import io.gleaner.pattern.backfill.Backfills;
import io.gleaner.pattern.triggers.Detectors;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires merges of operations: searched for by hand and nightly. */
@Configuration(proxyBeanMethods = false)
class MergesConfiguration {

    private static final LocalTime NIGHTLY = LocalTime.of(3, 0);

    @Bean
    MergeSearch mergeSearch(TenantTransaction transaction, JdbcClient jdbc) {
        return new MergeSearch(transaction, new TypicalInputStore(jdbc), new ProposalStore(jdbc));
    }

    @Bean
    Merges merges(
            BackgroundJobs jobs,
            MergeSearch search,
            JdbcClient jdbc,
            Detectors detectors,
            Backfills backfills,
            TransactionTemplate transaction,
            TenantTransaction ofTenant) {
        return new Merges(
                jobs,
                search,
                new ProposalStore(jdbc),
                new TypicalInputStore(jdbc),
                detectors,
                backfills,
                transaction,
                ofTenant);
    }

    @Bean
    RouterFunction<ServerResponse> mergeRoutes(Merges merges, TenantSession session) {
        return new MergeRoutes(merges, new MergeReadStore(session)).routes();
    }

    /** Searches are jobs of the scheduler that runs this task: they are asked for when it runs. */
    @Bean
    RecurringTask<Void> nightlyMergeSearches(ObjectProvider<Merges> merges) {
        return Tasks.recurring("nightly-merge-searches", new Daily(ZoneOffset.UTC, NIGHTLY))
                .execute((instance, context) -> merges.getObject().searchNightly());
    }
}
