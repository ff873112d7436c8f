package io.gleaner.kit.events;

import java.net.URI;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** Gives a service its topics, codec and publisher. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(TopicsProperties.class)
class EventsAutoConfiguration {

    @Bean
    Topics topics(TopicsProperties properties) {
        return new Topics(properties.prefix());
    }

    @Bean
    EventCodec eventCodec(Topics topics, @Value("${gleaner.service}") String service) {
        return new EventCodec(URI.create("/gleaner/" + service), topics);
    }

    @Bean
    EventPublisher eventPublisher(KafkaTemplate<String, byte[]> kafka, EventCodec codec) {
        return new EventPublisher(kafka, codec);
    }

    @Bean
    @ConditionalOnProperty(name = "gleaner.topics.create", matchIfMissing = true)
    KafkaAdmin.NewTopics catalogue(Topics topics, TopicsProperties properties) {
        return new KafkaAdmin.NewTopics(
                new TopicCatalogue(topics, properties.replicationFactor()).all().toArray(NewTopic[]::new));
    }
}
