package io.gleaner.pattern.windows;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.settings.TenantSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires windows over HTTP. */
@Configuration(proxyBeanMethods = false)
class WindowsConfiguration {

    @Bean
    RouterFunction<ServerResponse> windowRoutes(
            TenantSession session, Windows windows, TenantSettings settings, TenantTransaction transaction) {
        return new WindowRoutes(new WindowReadStore(session), windows, settings, transaction).routes();
    }
}
