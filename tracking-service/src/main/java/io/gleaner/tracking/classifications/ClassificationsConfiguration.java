package io.gleaner.tracking.classifications;

import io.gleaner.kit.listening.Backlog;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.tracking.labels.KnownLabels;
import io.gleaner.tracking.operations.Operations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ClassificationsConfiguration {

    @Bean
    ClassificationsListener classificationsListener(
            EventIntake intake,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Operations operations,
            KnownLabels labels,
            Backlog importBacklog) {
        EditRound round = new EditRound(new LabelChangeStore(jdbc), new TrackingStore(jdbc));
        return new ClassificationsListener(intake, new Edits(transaction, operations, labels, round, importBacklog));
    }
}
