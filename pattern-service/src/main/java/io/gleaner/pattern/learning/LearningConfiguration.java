package io.gleaner.pattern.learning;

import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.kit.listening.TypeFilter;
import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.retention.ExpiringRows;
import io.gleaner.kit.windows.Windows;
import io.gleaner.pattern.patterns.Corrections;
import io.gleaner.pattern.settings.TenantSettings;
import io.gleaner.pattern.settings.WindowProperties;
import io.gleaner.pattern.suggestions.Suggestions;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires learning from classifications. */
@Configuration(proxyBeanMethods = false)
class LearningConfiguration {

    @Bean
    Windows windows(JdbcClient jdbc) {
        return new Windows(jdbc, "pending_pattern_checks");
    }

    @Bean
    ExpiringRows closedWindowRows(WindowProperties properties) {
        return new ExpiringRows("closed_windows", "r.closed_at < now() - :keep", properties.keep());
    }

    @Bean
    FollowedSettings followedSettings(Windows windows) {
        return new FollowedSettings(windows);
    }

    @Bean
    Learning learning(
            JdbcClient jdbc,
            Windows windows,
            TenantSettings settings,
            Corrections corrections,
            TransactionTemplate transaction) {
        return new Learning(
                new EvidenceStore(jdbc), new TouchedStore(jdbc), windows, settings, corrections, transaction);
    }

    @Bean
    TypeFilter trackingChanges() {
        return TypeFilter.except(EventTypes.WORKFLOW_TRACKED, EventTypes.WORKFLOW_REPORTED);
    }

    @Bean
    TrackingChangesListener trackingChangesListener(EventIntake intake, Learning learning) {
        return new TrackingChangesListener(intake, learning);
    }

    @Bean
    ClosedWindows closedWindows(JdbcClient jdbc, Outbox outbox) {
        return new ClosedWindows(new ClosedWindowStore(jdbc), outbox, Clock.systemUTC());
    }

    @Bean
    Gathered gathered(JdbcClient jdbc, Windows windows, Suggestions suggestions, ClosedWindows closed) {
        return new Gathered(windows, new TouchedStore(jdbc), suggestions, closed);
    }

    @Bean
    WindowClosing windowClosing(
            JdbcClient jdbc,
            Windows windows,
            Suggestions suggestions,
            ClosedWindows closed,
            TenantSettings settings,
            TransactionTemplate transaction,
            ApplicationEventPublisher inProcess) {
        return new WindowClosing(
                windows, new TouchedStore(jdbc), suggestions, closed, settings, transaction, inProcess);
    }

    @Bean
    PollLoop windowLoop(WindowClosing closing, WindowProperties properties) {
        return new PollLoop("windows", properties.poll(), new SideBySide(closing));
    }
}
