package io.gleaner.kit.events;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.cloudevents.CloudEventData;
import io.gleaner.contracts.EventType;
import io.gleaner.contracts.EventTypes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Payloads between JSON and their records, checked against their schemas in both directions. */
final class Payloads {

    /** A reason names this many faults and counts the rest. */
    private static final int MAX_FAULTS = 5;

    private static final JsonMapper JSON = EventJson.MAPPER;

    private final Map<String, Schema> schemas;

    Payloads() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .build()));
        this.schemas = EventTypes.ALL.stream()
                .collect(Collectors.toUnmodifiableMap(EventType::type, type -> schemaOf(registry, type)));
    }

    byte[] write(Event<?> event) {
        JsonNode json = JSON.valueToTree(event.payload());
        List<Error> faults = schemaOf(event.type()).validate(json);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(event.type().type() + ": " + describe(faults));
        }
        return JSON.writeValueAsBytes(json);
    }

    <E> E read(EventType<E> type, @Nullable CloudEventData data) {
        JsonNode json = parse(data == null ? new byte[0] : data.toBytes());
        List<Error> faults = schemaOf(type).validate(json);
        if (!faults.isEmpty()) {
            throw new UnreadableEvent("payload: " + describe(faults), faultsOf(faults));
        }
        try {
            return JSON.treeToValue(json, type.payload());
        } catch (JacksonException e) {
            throw new UnreadableEvent("payload: " + e.getOriginalMessage());
        }
    }

    private Schema schemaOf(EventType<?> type) {
        return Objects.requireNonNull(schemas.get(type.type()));
    }

    private static JsonNode parse(byte[] payload) {
        try {
            return JSON.readTree(payload);
        } catch (JacksonException e) {
            throw new UnreadableEvent("payload: expected a JSON object, got " + e.getOriginalMessage());
        }
    }

    private static List<Decoded.Fault> faultsOf(List<Error> faults) {
        return faults.stream()
                .map(fault -> new Decoded.Fault(fault.getInstanceLocation().toString(), fault.getMessage()))
                .toList();
    }

    private static String describe(List<Error> faults) {
        String named = faults.stream()
                .limit(MAX_FAULTS)
                .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                .collect(Collectors.joining("; "));
        return faults.size() <= MAX_FAULTS ? named : named + "; and " + (faults.size() - MAX_FAULTS) + " more";
    }

    private static Schema schemaOf(SchemaRegistry registry, EventType<?> type) {
        try (InputStream in = Objects.requireNonNull(
                EventType.class.getClassLoader().getResourceAsStream(type.schemaResource()), type.schemaResource())) {
            return registry.getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
