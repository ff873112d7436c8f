package io.gleaner.tracking.labels;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class LabelsConfiguration {

    @Bean
    KnownLabels knownLabels(JdbcClient jdbc) {
        return new KnownLabels(new LabelStore(jdbc));
    }
}
