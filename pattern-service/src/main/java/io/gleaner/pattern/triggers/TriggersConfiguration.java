package io.gleaner.pattern.triggers;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires what gives operations away; a broken table ends the start. */
@Configuration(proxyBeanMethods = false)
class TriggersConfiguration {

    @Bean
    Detectors detectors(JdbcClient jdbc) {
        return new Detectors(ShippedTriggers.read(), new TriggerStore(jdbc));
    }

    @Bean
    RouterFunction<ServerResponse> triggerRoutes(
            TenantSession session, JdbcClient jdbc, TenantTransaction transaction) {
        return new TriggerRoutes(new TriggerReadStore(session), new TriggerStore(jdbc), transaction).routes();
    }
}
