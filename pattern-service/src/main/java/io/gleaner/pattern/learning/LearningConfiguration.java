package io.gleaner.pattern.learning;

import io.gleaner.kit.listening.EventIntake;
import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.suggestions.Suggestions;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires learning from classifications. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LearningProperties.class, WindowProperties.class})
class LearningConfiguration {

    @Bean
    LearningRules learningRules(LearningProperties properties) {
        return properties.rules();
    }

    @Bean
    Windows windows(JdbcClient jdbc, WindowProperties properties) {
        return new Windows(jdbc, "pending_pattern_checks", properties.settings());
    }

    @Bean
    Learning learning(JdbcClient jdbc, Windows windows, TransactionTemplate transaction) {
        return new Learning(new EvidenceStore(jdbc), new TouchedStore(jdbc), windows, transaction);
    }

    @Bean
    TrackingChangesListener trackingChangesListener(EventIntake intake, Learning learning) {
        return new TrackingChangesListener(intake, learning);
    }

    @Bean
    WindowClosing windowClosing(
            JdbcClient jdbc,
            Windows windows,
            Suggestions suggestions,
            Outbox outbox,
            TransactionTemplate transaction,
            ApplicationEventPublisher inProcess) {
        return new WindowClosing(
                windows, new TouchedStore(jdbc), suggestions, outbox, transaction, inProcess, Clock.systemUTC());
    }

    @Bean
    PollLoop windowLoop(WindowClosing closing, WindowProperties properties) {
        return new PollLoop("windows", properties.poll(), closing);
    }
}
