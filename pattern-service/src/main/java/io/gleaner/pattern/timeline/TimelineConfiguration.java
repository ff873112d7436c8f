package io.gleaner.pattern.timeline;

import io.gleaner.kit.database.TenantSession;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the timeline of operations. */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {

    @Bean
    RouterFunction<ServerResponse> timelineRoutes(TenantSession session) {
        return new TimelineRoutes(new TimelineReadStore(session)).routes();
    }
}
