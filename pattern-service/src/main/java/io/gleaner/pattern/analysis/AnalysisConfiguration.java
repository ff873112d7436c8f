package io.gleaner.pattern.analysis;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.jobs.BackgroundJobs;
import io.gleaner.pattern.learning.Gathered;
import io.gleaner.pattern.settings.TenantSettings;
import io.gleaner.pattern.suggestions.Suggestions;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires analyses: by hand and nightly. */
@Configuration(proxyBeanMethods = false)
class AnalysisConfiguration {

    /** Signatures of one transaction. */
    private static final int PORTION = 500;

    /** Between two looks for tenants whose nightly run is due. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    @Bean
    Analysis analysis(
            TenantTransaction transaction,
            TenantSettings settings,
            Gathered gathered,
            JdbcClient jdbc,
            Suggestions suggestions,
            ApplicationEventPublisher inProcess) {
        return new Analysis(transaction, settings, gathered, new SignatureStore(jdbc), suggestions, inProcess, PORTION);
    }

    @Bean
    Analyses analyses(
            BackgroundJobs jobs, Analysis analysis, TenantSettings settings, TransactionTemplate transaction) {
        return new Analyses(jobs, analysis, settings, transaction);
    }

    @Bean
    RouterFunction<ServerResponse> analysisRoutes(Analyses analyses) {
        return new AnalysisRoutes(analyses).routes();
    }

    /** Analyses are jobs of the scheduler that runs this task: they are asked for when it runs. */
    @Bean
    RecurringTask<Void> nightlyAnalyses(ObjectProvider<Analyses> analyses) {
        return Tasks.recurring("nightly-analyses", FixedDelay.of(LOOK))
                .execute((instance, context) -> analyses.getObject().startNightly());
    }
}
