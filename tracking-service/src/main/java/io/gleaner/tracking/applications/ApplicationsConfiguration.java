package io.gleaner.tracking.applications;

import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.patterns.KnownPatterns;
import io.gleaner.tracking.patterns.PatternUses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

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
}
