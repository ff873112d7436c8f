package io.gleaner.kit.listening;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.contracts.EventTypes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeFilterTest {

    private static final TypeFilter RUNS = TypeFilter.only(EventTypes.WORKFLOW_TRACKED, EventTypes.WORKFLOW_REPORTED);
    private static final TypeFilter REST = TypeFilter.except(EventTypes.WORKFLOW_TRACKED, EventTypes.WORKFLOW_REPORTED);

    private static ConsumerRecord<String, byte[]> message(@Nullable String type) {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>("any", 0, 0, "key", new byte[0]);
        if (type != null) {
            message.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "unknown",
                "io.gleaner.workflow.tracked.v1",
                "io.gleaner.workflow.reported.v1",
                "io.gleaner.classification.tracked.v1"
            })
    void everyRecordIsTakenByExactlyOneOfTwo(@Nullable String type) {
        assertThat(RUNS.filter(message(type))).isNotEqualTo(REST.filter(message(type)));
    }

    @Test
    void aRecordWithoutATypeIsTakenByWhoeverTakesTheRest() {
        ConsumerRecord<String, byte[]> broken = message(null);
        broken.headers().add("ce_type", null);

        assertThat(REST.filter(broken)).isFalse();
        assertThat(RUNS.filter(message("io.gleaner.workflow.tracked.v1"))).isFalse();
    }
}
