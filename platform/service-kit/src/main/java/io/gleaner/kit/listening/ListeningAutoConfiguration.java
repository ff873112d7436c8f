package io.gleaner.kit.listening;

import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** Gives a service its intake of events. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
class ListeningAutoConfiguration {

    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;

    @Bean
    DeadLetters deadLetters(KafkaTemplate<String, byte[]> kafka, Topics topics) {
        return new DeadLetters(kafka, topics);
    }

    @Bean
    IntakeHealth intakeHealthIndicator() {
        return new IntakeHealth();
    }

    @Bean
    EventIntake eventIntake(EventCodec codec, DeadLetters deadLetters, MeterRegistry registry, IntakeHealth health) {
        return new EventIntake(codec, deadLetters, new IntakeMetrics(registry), health);
    }

    /** Only broken infrastructure gets here: the same batch again, for ever, ever more slowly. */
    @Bean
    CommonErrorHandler retryForEver() {
        ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        DefaultErrorHandler handler = new DefaultErrorHandler(pauses);
        handler.setClassifications(Map.of(), true);
        return handler;
    }
}
