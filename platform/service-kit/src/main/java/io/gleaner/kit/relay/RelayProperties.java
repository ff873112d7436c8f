package io.gleaner.kit.relay;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How a service's relays run.
 *
 * @param enabled whether this replica takes part; where it does not, another must
 * @param heartbeat time between two marks
 * @param poll time between two looks into the engine's queue
 * @param maxBatch most rows that are acknowledged together
 * @param maxQueue most rows that wait in memory
 * @param lockCheck time between two looks at the leader's lock: how long a relay that lost it may go on
 * @param standbyPoll time between two tries of a relay that stands by to become the leader
 * @param restartDelay wait before the first restart after a failure; doubled for each further one
 * @param maxRestartDelay longest wait before a restart
 * @param silence time without a record or heartbeat after which a running engine is taken for stuck and restarted
 * @param offsetFlush time between two writes of the position to Kafka, and so to the slot
 * @param offsetsReplicationFactor of the positions' topic; -1 for the broker's default
 * @param engine further Debezium settings by their own names, such as {@code slot.failover}; they win
 */
@Validated
@ConfigurationProperties("gleaner.relay")
record RelayProperties(
        @DefaultValue("true") boolean enabled,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 100) @DurationMax(seconds = 60)
        Duration heartbeat,

        @DefaultValue("10ms") @NotNull @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration poll,

        @DefaultValue("1024") @Min(1) @Max(65_536) int maxBatch,
        @DefaultValue("2048") @Min(2) @Max(1_048_576) int maxQueue,

        @DefaultValue("500ms") @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 5)
        Duration lockCheck,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 5)
        Duration standbyPoll,

        @DefaultValue("500ms") @NotNull @DurationMin(millis = 50) @DurationMax(seconds = 60)
        Duration restartDelay,

        @DefaultValue("5s") @NotNull @DurationMin(millis = 50) @DurationMax(minutes = 10)
        Duration maxRestartDelay,

        @DefaultValue("2m") @NotNull @DurationMin(seconds = 5)
        Duration silence,

        @DefaultValue("1s") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1)
        Duration offsetFlush,

        @DefaultValue("-1") @Min(-1) @Max(100) short offsetsReplicationFactor,
        @DefaultValue Map<String, String> engine) {

    /** The engine refuses to start otherwise. */
    @AssertTrue(message = "gleaner.relay.max-queue must be greater than gleaner.relay.max-batch")
    boolean isQueueLongerThanBatch() {
        return maxQueue > maxBatch;
    }
}
