package io.gleaner.kit.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.FailureHandler.ExponentialBackoffFailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.retention.ExpiringRows;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * Gives a service background jobs and recurring tasks on db-scheduler: persistent, shared by all replicas, taken over
 * from a dead one after four missed heartbeats.
 */
@AutoConfiguration(after = FlywayAutoConfiguration.class)
@EnableConfigurationProperties(JobsProperties.class)
class JobsAutoConfiguration {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final int THREADS = 4;

    @Bean
    JobStore jobStore(JdbcClient jdbc) {
        return new JobStore(jdbc);
    }

    @Bean
    ExpiringRows endedJobs(JobsProperties properties) {
        return new ExpiringRows("background_jobs", "r.completed_at < now() - :keep", properties.keep());
    }

    @Bean
    OneTimeTask<Void> backgroundJobTask(
            JobStore store, TransactionTemplate transaction, Outbox outbox, List<JobType> types) {
        JobRunner runner = new JobRunner(
                store,
                transaction,
                outbox,
                types.stream().collect(Collectors.toUnmodifiableMap(JobType::name, Function.identity())),
                Clock.systemUTC());
        return Tasks.oneTime("background-job", Void.class)
                .onFailure(new ExponentialBackoffFailureHandler<>(FIRST_RETRY))
                .onDeadExecutionRevive()
                .execute((instance, context) -> runner.run(UUID.fromString(instance.getId())));
    }

    @Bean
    SchedulerLifecycle scheduler(
            DataSource workerDataSource,
            OneTimeTask<Void> backgroundJobTask,
            ObjectProvider<RecurringTask<?>> recurring) {
        List<Task<?>> known = List.of(backgroundJobTask);
        List<RecurringTask<?>> recurringTasks = recurring.orderedStream().toList();
        Scheduler scheduler = Scheduler.create(new TransactionAwareDataSourceProxy(workerDataSource), known)
                .startTasks(recurringTasks)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .threads(THREADS)
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .enablePriority()
                .failureLogging(LogLevel.WARN, false)
                .build();
        return new SchedulerLifecycle(scheduler);
    }

    @Bean
    BackgroundJobs backgroundJobs(JobStore store, SchedulerLifecycle scheduler, OneTimeTask<Void> backgroundJobTask) {
        return new BackgroundJobs(store, scheduler.client(), backgroundJobTask, Clock.systemUTC());
    }

    @Bean
    FollowedJobs followedJobs(JdbcClient jdbc, Outbox outbox) {
        return new FollowedJobs(new FollowedJobStore(jdbc), outbox, Clock.systemUTC());
    }

    /** A service that has a kind of job shows its jobs. */
    @Bean
    @ConditionalOnBean(JobType.class)
    RouterFunction<ServerResponse> jobRoutes(
            TenantSession session, BackgroundJobs backgroundJobs, TenantTransaction transaction) {
        return new JobRoutes(new JobReadStore(session), backgroundJobs, transaction).routes();
    }
}
