package io.gleaner.tracking.matching;

import io.gleaner.kit.database.TenantSession;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class MatchingConfiguration {

    @Bean
    RouterFunction<ServerResponse> matchingRoutes(TenantSession session) {
        return new MatchingRoutes(new CoverageStore(session)).routes();
    }
}
