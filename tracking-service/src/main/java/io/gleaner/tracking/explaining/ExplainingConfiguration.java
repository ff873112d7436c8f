package io.gleaner.tracking.explaining;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.patterns.PatternReads;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class ExplainingConfiguration {

    @Bean
    RouterFunction<ServerResponse> explanationRoutes(TenantSession session, PatternReads patterns) {
        return new ExplanationRoutes(new ExplanationReadStore(session, patterns)).routes();
    }
}
