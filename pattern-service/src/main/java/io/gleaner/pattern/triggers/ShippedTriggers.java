package io.gleaner.pattern.triggers;

import io.gleaner.kit.problems.Problem;
import io.gleaner.pattern.core.workflows.TriggerTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The table that ships with Gleaner. */
final class ShippedTriggers {

    private static final String FILE = "triggers.yaml";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ShippedTriggers() {}

    /** @throws IllegalStateException naming what is wrong in the file, and where */
    static TriggerTable read() {
        try (InputStream file =
                Objects.requireNonNull(TriggerTable.class.getResourceAsStream(FILE), "missing resource " + FILE)) {
            return TriggerReading.read(YAML.readValue(file, TriggerBody.class));
        } catch (Problem e) {
            throw new IllegalStateException(FILE + ": " + e.faults(), e);
        } catch (JacksonException e) {
            throw new IllegalStateException(FILE + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
