package io.gleaner.tracking.transactions;

import io.gleaner.contracts.Topic;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.listening.Backlog;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.tracking.labels.KnownLabels;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.patterns.KnownPatterns;
import io.gleaner.tracking.patterns.PatternUses;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

@Configuration(proxyBeanMethods = false)
class TransactionsConfiguration {

    @Bean
    TransactionsListener transactionsListener(
            EventIntake intake,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Operations operations,
            KnownLabels labels,
            KnownPatterns patterns,
            PatternUses uses) {
        return new TransactionsListener(
                intake, new Imports(transaction, operations, labels, patterns, uses, new ImportStore(jdbc)));
    }

    @Bean(destroyMethod = "close")
    Admin offsetsAdmin(KafkaAdmin settings) {
        return Admin.create(settings.getConfigurationProperties());
    }

    /** What is accepted and not yet imported: an edit asks before it calls a transaction unknown. */
    @Bean
    Backlog importBacklog(Admin offsetsAdmin, ConsumerFactory<String, byte[]> consumers, Topics topics) {
        String topic = topics.nameOf(Topic.TRANSACTIONS);
        return new Backlog(offsetsAdmin, consumers, topic, topic + TransactionsListener.GROUP);
    }

    @Bean
    RouterFunction<ServerResponse> transactionRoutes(TenantSession session) {
        return new TransactionRoutes(new TransactionStore(session)).routes();
    }
}
