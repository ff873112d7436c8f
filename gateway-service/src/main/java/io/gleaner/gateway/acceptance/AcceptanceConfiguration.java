package io.gleaner.gateway.acceptance;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.retention.ExpiringRows;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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
    ExpiringRows expiredRequests(AcceptanceProperties properties) {
        return new ExpiringRows("accepted_requests", "r.accepted_at < now() - :keep", properties.keep());
    }
}
