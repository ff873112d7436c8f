package io.gleaner.pattern.records;

import io.gleaner.pattern.core.Trust;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires track records. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrustProperties.class)
class RecordsConfiguration {

    @Bean
    TrackRecords trackRecords(JdbcClient jdbc) {
        return new TrackRecords(new TrackRecordStore(jdbc), new CreditStore(jdbc));
    }

    @Bean
    Trust trust(TrustProperties properties) {
        return properties.trust();
    }
}
