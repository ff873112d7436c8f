package io.gleaner.kit.deadletters;

import io.gleaner.kit.database.DatabaseProperties;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.gleaner.kit.listening.IntakeHealth;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.retention.ExpiringRows;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Gives a service the letters about what its listeners refused, and {@code /v1/dead-letters}. */
@AutoConfiguration(after = {JdbcClientAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnBean(DatabaseProperties.class)
@EnableConfigurationProperties(DeadLettersProperties.class)
class DeadLettersAutoConfiguration {

    @Bean
    ExpiringRows oldDeadLetters(DeadLettersProperties properties) {
        return new ExpiringRows("dead_letters", "r.arrived_at < now() - :keep", properties.keep());
    }

    @Bean
    LetterStore letterStore(JdbcClient jdbc) {
        return new LetterStore(jdbc);
    }

    @Bean
    LetterBox letterBox(
            KafkaListenerEndpointRegistry listeners,
            ConcurrentKafkaListenerContainerFactory<?, ?> containers,
            Topics topics,
            @Value("${gleaner.service}") String service,
            LetterStore store,
            TransactionTemplate transaction,
            IntakeHealth health,
            MeterRegistry meters) {
        return new LetterBox(
                listeners,
                containers,
                topics,
                topics.deadLetterGroupOf(service),
                consumers -> new LetterListener(topics, store, transaction, health, meters, consumers));
    }

    @Bean
    RouterFunction<ServerResponse> letterRoutes(
            TenantSession session,
            LetterStore store,
            TenantTransaction transaction,
            Topics topics,
            EventCodec codec,
            Outbox outbox) {
        return new LetterRoutes(new LetterReadStore(session), new Redrives(store, transaction, topics, codec, outbox))
                .routes();
    }
}
