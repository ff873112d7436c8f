package io.gleaner.pattern.triggers;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires what gives operations away; a broken table ends the start. */
@Configuration(proxyBeanMethods = false)
class TriggersConfiguration {

    @Bean
    Detectors detectors(JdbcClient jdbc) {
        return new Detectors(ShippedTriggers.read(), new TriggerStore(jdbc));
    }
}
