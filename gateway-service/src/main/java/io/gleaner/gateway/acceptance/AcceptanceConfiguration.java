package io.gleaner.gateway.acceptance;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.gleaner.kit.database.TenantSession;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.scheduler.Schedulers;

/** Keeps accepted requests. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AcceptanceProperties.class)
class AcceptanceConfiguration {

    @Bean
    AcceptedRequests acceptedRequests(TenantSession session, AcceptanceProperties properties) {
        AcceptedRequestStore store = new AcceptedRequestStore(session, properties.lease(), properties.keep());
        Executor after = Executors.newVirtualThreadPerTaskExecutor();
        GroupCommit groups = new GroupCommit(store, after, properties.maxRows(), properties.maxWaiting());
        return new AcceptedRequests(store, groups, Schedulers.fromExecutor(after));
    }

    @Bean
    RecurringTask<Void> forgetRequests(JdbcClient jdbc, AcceptanceProperties properties) {
        return new ForgetRequestsJob(new ExpiredRequestStore(jdbc), properties.keep()).task();
    }
}
