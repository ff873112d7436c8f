package io.gleaner.tracking.patterns;

import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.listening.EventIntake;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PatternsConfiguration {

    @Bean
    KnownPatterns knownPatterns(JdbcClient jdbc) {
        return new KnownPatterns(new PatternCopyStore(jdbc));
    }

    @Bean
    PatternUses patternUses(JdbcClient jdbc) {
        return new PatternUses(new PatternUseStore(jdbc));
    }

    @Bean
    PatternEventsListener patternEventsListener(EventIntake intake, JdbcClient jdbc, TransactionTemplate transaction) {
        return new PatternEventsListener(intake, new PatternCopies(new PatternCopyStore(jdbc), transaction));
    }

    @Bean
    PatternReads patternReads(TenantSession session) {
        return new PatternReads(new KnownPatternReadStore(session));
    }
}
