package io.gleaner.tracking.classifications;

import io.gleaner.kit.listening.Backlog;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.tracking.applications.Applications;
import io.gleaner.tracking.labels.KnownLabels;
import io.gleaner.tracking.operations.Operations;
import io.gleaner.tracking.patterns.PatternUses;
import io.gleaner.tracking.undoing.Undoing;
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
            Backlog importBacklog,
            PatternUses uses,
            Undoing undoing,
            Applications applications) {
        EditRound round = new EditRound(new LabelChangeStore(jdbc), new TrackingStore(jdbc), uses);
        Edits edits = new Edits(transaction, operations, labels, round, importBacklog);
        return new ClassificationsListener(intake, new ClassificationEvents(edits, undoing, applications));
    }
}
