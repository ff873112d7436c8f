package io.gleaner.kit.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import io.debezium.engine.DebeziumEngine;
import io.gleaner.kit.database.DatabaseProperties;
import io.gleaner.kit.events.EventCodec;
import io.gleaner.kit.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

/** Relays what the service's {@link RelayDefinition} beans say, where Debezium is on the class path. */
@AutoConfiguration(
        afterName = {
            "io.gleaner.kit.events.EventsAutoConfiguration",
            "io.gleaner.kit.database.DatabaseAutoConfiguration"
        })
@ConditionalOnClass({DebeziumEngine.class, PostgresConnector.class})
@ConditionalOnBean(RelayDefinition.class)
@ConditionalOnBooleanProperty(name = "gleaner.relay.enabled", matchIfMissing = true)
@EnableConfigurationProperties(RelayProperties.class)
class RelayAutoConfiguration {

    @Bean
    KafkaSettings relayKafkaSettings(KafkaAdmin admin, ProducerFactory<?, ?> producers) {
        return new KafkaSettings(admin.getConfigurationProperties(), producers.getConfigurationProperties());
    }

    @Bean
    ChangeRelays changeRelays(
            List<RelayDefinition> definitions,
            @Value("${gleaner.service}") String service,
            @Value("${gleaner.topics.prefix:gleaner.}") String prefix,
            DatabaseProperties database,
            RelayProperties properties,
            KafkaSettings kafka,
            EventCodec codec,
            Topics topics,
            MeterRegistry meters) {
        Positions positions = new Positions(
                prefix + service + "-relay-offsets", properties.offsetsReplicationFactor(), kafka.clients());
        RelayDatabase relayDatabase = new RelayDatabase(database, service + "_relay");
        RelayFactory factory =
                new RelayFactory(relayDatabase, properties, kafka, positions, codec, topics, meters, Clock.systemUTC());
        return new ChangeRelays(definitions.stream().map(factory::relay).toList());
    }

    @Bean
    RelayHealth relayHealthIndicator(ChangeRelays relays) {
        return new RelayHealth(relays);
    }
}
