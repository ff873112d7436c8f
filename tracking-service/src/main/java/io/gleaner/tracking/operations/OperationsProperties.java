package io.gleaner.tracking.operations;

import io.gleaner.contracts.Topic;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of operations.
 *
 * @param keep how long an operation is known after its last part was applied; longer than the broker keeps its events,
 *     or one that is delivered again would be applied again
 */
@Validated
@ConfigurationProperties("gleaner.operations")
record OperationsProperties(@DefaultValue("365d") @NotNull Duration keep) {

    OperationsProperties {
        Duration onBroker = Topic.CLASSIFICATIONS.retention().orElseThrow();
        if (keep.compareTo(onBroker) <= 0) {
            throw new IllegalArgumentException(
                    "gleaner.operations.keep: got %s, expected more than the %s that the broker keeps events"
                            .formatted(keep, onBroker));
        }
    }
}
