package io.gleaner.pattern.patterns;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.pattern.records.TrackRecords;
import io.gleaner.pattern.tracking.TrackingClient;
import io.gleaner.pattern.tracking.Upstreams;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires patterns. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PatternsProperties.class)
class PatternsConfiguration {

    @Bean
    Patterns patterns(JdbcClient jdbc, Outbox outbox, ApplicationEventPublisher inProcess) {
        return new Patterns(
                new PatternStore(jdbc),
                new SupportStore(jdbc),
                new PatternAnnouncements(outbox, Clock.systemUTC()),
                inProcess);
    }

    @Bean
    Corrections corrections(JdbcClient jdbc, Patterns patterns, TrackRecords records, PatternsProperties properties) {
        return new Corrections(new UseStore(jdbc), patterns, records, properties.minPrecision());
    }

    @Bean
    RouterFunction<ServerResponse> patternRoutes(
            TenantSession session,
            TenantTransaction transaction,
            JdbcClient jdbc,
            Patterns patterns,
            Upstreams upstreams,
            InternalTokens tokens,
            PatternsProperties properties) {
        return new PatternRoutes(
                        new PatternReadStore(session),
                        new PatternReviews(transaction, new PatternStore(jdbc), patterns),
                        new PreviewClient(new TrackingClient(upstreams, tokens, properties.previewTimeout())))
                .routes();
    }
}
