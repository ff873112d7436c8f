package io.gleaner.pattern.records;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires track records. */
@Configuration(proxyBeanMethods = false)
class RecordsConfiguration {

    @Bean
    TrackRecords trackRecords(JdbcClient jdbc) {
        return new TrackRecords(new TrackRecordStore(jdbc), new CreditStore(jdbc));
    }
}
