package io.gleaner.kit.relay;

import java.util.Map;

/**
 * What the service's Kafka clients are told.
 *
 * @param clients servers and security, for any client
 * @param producer the same and how to produce
 */
record KafkaSettings(Map<String, Object> clients, Map<String, Object> producer) {}
