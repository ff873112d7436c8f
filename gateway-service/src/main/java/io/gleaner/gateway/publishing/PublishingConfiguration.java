package io.gleaner.gateway.publishing;

import io.gleaner.kit.events.EventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    @Bean
    ConfirmedPublisher confirmedPublisher(EventPublisher events) {
        return new ConfirmedPublisher(events);
    }
}
