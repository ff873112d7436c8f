package io.gleaner.kit.outbox;

import io.gleaner.kit.database.DatabaseProperties;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.listening.DeadLetters;
import io.gleaner.kit.loops.PollLoop;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a service its outbox. */
@AutoConfiguration(after = JdbcClientAutoConfiguration.class)
@ConditionalOnBean(DatabaseProperties.class)
class OutboxAutoConfiguration {

    /** Rows another replica wrote, or a crash left, are found by this look; own ones are published at once. */
    private static final Duration LOOK = Duration.ofMillis(500);

    @Bean
    PollLoop outboxLoop(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            KafkaTemplate<String, byte[]> kafka,
            EventCodec codec,
            DeadLetters deadLetters) {
        OutboxPublisher publisher =
                new OutboxPublisher(jdbc, transaction, new AnnouncementPublisher(kafka, codec, deadLetters));
        return new PollLoop("outbox", LOOK, publisher::publishSome);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, EventCodec codec, PollLoop outboxLoop) {
        return new Outbox(jdbc, codec, outboxLoop::wake);
    }
}
