package io.gleaner.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Samples, schemas, records and asyncapi.yaml say the same. */
class EventTypesTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    static List<EventType<?>> everyType() {
        return EventTypes.ALL;
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void a_sample_obeys_its_schema(EventType<?> type) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource(type.schemaResource()), InputFormat.JSON);

        assertThat(schema.validate(resource(type.sampleResource()), InputFormat.JSON))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void a_sample_survives_the_way_through_its_record(EventType<?> type) {
        JsonNode sample = JSON.readTree(resource(type.sampleResource()));

        Object event = JSON.treeToValue(sample, type.payload());

        assertThat(JSON.readTree(JSON.writeValueAsString(event))).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void a_schema_names_the_components_of_its_record(EventType<?> type) {
        JsonNode schema = JSON.readTree(resource(type.schemaResource()));

        assertThat(schema.get("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(componentsOf(type.payload()));
        assertThat(schema.get("title").asString()).isEqualTo(type.payload().getSimpleName());
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                EventTypesTest.class.getClassLoader().getResourceAsStream(name), "missing resource " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> componentsOf(Class<?> payload) {
        return Arrays.stream(payload.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .toList();
    }
}
