package io.gleaner.tracking.applications;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.patterns.KnownPatterns;
import io.gleaner.tracking.patterns.PatternReads;
import io.gleaner.tracking.patterns.PatternUses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class ApplicationsConfiguration {

    @Bean
    Applications applications(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Operations operations,
            KnownPatterns patterns,
            PatternUses uses) {
        return new Applications(transaction, operations, patterns, uses, new ApplicationStore(jdbc));
    }

    @Bean
    RouterFunction<ServerResponse> previewRoutes(TenantSession session, PatternReads patterns) {
        return new PreviewRoutes(new PreviewReadStore(session, patterns)).routes();
    }
}
