package io.gleaner.gateway.activity;

import io.gleaner.gateway.publishing.ConfirmedPublisher;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

    /** A thread for each: publishing may block, and must block no thread that answers requests. */
    @Bean
    Activities activities(ConfirmedPublisher events) {
        return new Activities(events, Schedulers.fromExecutor(Executors.newVirtualThreadPerTaskExecutor()));
    }
}
