package io.gleaner.tracking.undoing;

import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.patterns.PatternUses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class UndoingConfiguration {

    @Bean
    Undoing undoing(JdbcClient jdbc, TransactionTemplate transaction, Operations operations, PatternUses uses) {
        return new Undoing(transaction, operations, uses, new UndoStore(jdbc));
    }
}
