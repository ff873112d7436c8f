package io.gleaner.gateway.contract;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Compiles the schemas of a document where they stand, so that their references into it hold. */
final class Shapes {

    private static final String DOCUMENT = "urn:gleaner:openapi";

    private final SchemaRegistry registry;

    Shapes(JsonNode document) {
        this.registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(DOCUMENT, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .locale(Locale.ENGLISH)
                                .build()));
    }

    Shape at(Pointer place) {
        return new Shape(registry.getSchema(SchemaLocation.of(DOCUMENT + "#" + place.text())));
    }
}
