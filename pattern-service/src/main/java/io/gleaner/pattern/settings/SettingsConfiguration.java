package io.gleaner.pattern.settings;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.pattern.core.Mode;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the settings of tenants; those of the service are their defaults. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LearningProperties.class, TrustProperties.class, WindowProperties.class})
class SettingsConfiguration {

    private static final Nightly NO_NIGHTLY = new Nightly(false, LocalTime.of(2, 0), ZoneId.of("UTC"));

    @Bean
    TenantSettings tenantSettings(
            JdbcClient jdbc, LearningProperties learning, TrustProperties trust, WindowProperties windows) {
        LearningSettings defaults = new LearningSettings(
                Mode.REALTIME,
                learning.rules(trust.trust()),
                windows.settings(),
                NO_NIGHTLY,
                learning.analyzeAfter(),
                "");
        return new TenantSettings(new SettingsStore(jdbc), defaults, Clock.systemUTC());
    }

    @Bean
    RouterFunction<ServerResponse> settingsRoutes(
            TenantSession session,
            TenantSettings settings,
            TenantTransaction transaction,
            ApplicationEventPublisher inProcess) {
        return new SettingsRoutes(new SettingsReadStore(session), settings, transaction, inProcess).routes();
    }
}
