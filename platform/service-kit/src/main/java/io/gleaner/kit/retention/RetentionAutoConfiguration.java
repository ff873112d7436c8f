package io.gleaner.kit.retention;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Gives a service a run that forgets its {@link ExpiringRows}, on one replica at a time. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@EnableConfigurationProperties(RetentionProperties.class)
class RetentionAutoConfiguration {

    @Bean
    Retention retention(
            JdbcClient jdbc, ObjectProvider<ExpiringRows> rows, RetentionProperties properties, MeterRegistry meters) {
        return new Retention(new ExpiredRowStore(jdbc), rows.orderedStream().toList(), properties.maxRows(), meters);
    }

    @Bean
    RecurringTask<Void> forgetExpiredRows(Retention retention, RetentionProperties properties) {
        return Tasks.recurring("forget-expired-rows", FixedDelay.of(properties.every()))
                .execute((instance, context) -> retention.forgetExpired());
    }
}
