package io.gleaner.kit.relay;

import io.debezium.connector.postgresql.PostgresConnector;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The engine's settings for one run of one relay.
 *
 * @param leftOut stands in for a value that the log left out
 */
record EngineSettings(RelayDefinition relay, RelayDatabase database, RelayProperties properties, String leftOut) {

    /** @param clients what every Kafka client of this service is told: servers, security */
    Properties all(String positionsTopic, Map<String, Object> clients) {
        Properties all = database.engine();
        all.putAll(capture());
        all.putAll(pace());
        all.putAll(texts(clients));
        all.putAll(positions(positionsTopic));
        all.putAll(properties.engine());
        return all;
    }

    private Map<String, String> capture() {
        String slot = database.slotOf(relay);
        return Map.ofEntries(
                Map.entry("name", slot),
                Map.entry("topic.prefix", slot),
                Map.entry("connector.class", PostgresConnector.class.getName()),
                Map.entry("plugin.name", "pgoutput"),
                Map.entry("slot.name", slot),
                Map.entry("publication.name", relay.publication()),
                Map.entry("publication.autocreate.mode", "disabled"),
                Map.entry("table.include.list", tables()),
                Map.entry("snapshot.mode", "when_needed"),
                Map.entry("tombstones.on.delete", "false"),
                Map.entry("skipped.operations", "t,d"),
                Map.entry("decimal.handling.mode", "string"),
                Map.entry("unavailable.value.placeholder", leftOut),
                Map.entry("heartbeat.interval.ms", millis(properties.heartbeat())),
                Map.entry("heartbeat.action.query", beat()));
    }

    /** Failures end the run at once: the relay restarts it, says why, and lets another replica try. */
    private Map<String, String> pace() {
        return Map.of(
                "poll.interval.ms", millis(properties.poll()),
                "max.batch.size", Integer.toString(properties.maxBatch()),
                "max.queue.size", Integer.toString(properties.maxQueue()),
                "record.processing.threads", "1",
                "errors.max.retries", "0",
                "slot.max.retries", "0",
                "retriable.restart.connector.wait.ms", millis(properties.restartDelay()));
    }

    private Map<String, String> positions(String topic) {
        return Map.of(
                "offset.storage",
                PositionBackingStore.class.getName(),
                "offset.storage.topic",
                topic,
                "offset.storage.partitions",
                "1",
                "offset.storage.replication.factor",
                Short.toString(properties.offsetsReplicationFactor()),
                "offset.flush.interval.ms",
                millis(properties.offsetFlush()),
                "default.api.timeout.ms",
                "10000",
                "request.timeout.ms",
                "5000");
    }

    private String beat() {
        return "INSERT INTO relay_heartbeats AS beat (relay, mark) VALUES ('%s', 1) ON CONFLICT (relay) DO UPDATE SET mark = beat.mark + 1"
                .formatted(relay.name());
    }

    private String tables() {
        return Stream.concat(relay.tables().keySet().stream(), Stream.of(ChangeReader.HEARTBEATS))
                .map("public\\.%s"::formatted)
                .collect(Collectors.joining(","));
    }

    private static Map<String, String> texts(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, setting -> text(setting.getValue())));
    }

    private static String text(Object value) {
        return value instanceof Collection<?> many
                ? many.stream().map(Object::toString).collect(Collectors.joining(","))
                : value.toString();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
