package io.gleaner.gateway.live;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of live streams.
 *
 * @param heartbeat between two comments that show a stream is alive
 * @param maxStreams of one replica; above it 503
 * @param maxCatchingUp of them that may read what they missed at a time; above it 503
 * @param maxBuffered events that wait for one client; a client that lets more gather is cut off and may resume
 * @param maxRemembered event ids that one stream remembers, so as not to show an event twice
 * @param catchUpTimeout how long the broker may take while a stream catches up
 */
@Validated
@ConfigurationProperties("gleaner.live")
record LiveProperties(
        @DefaultValue("15s") @NotNull Duration heartbeat,
        @DefaultValue("2000") @Min(1) int maxStreams,
        @DefaultValue("50") @Min(1) int maxCatchingUp,
        @DefaultValue("1000") @Min(1) int maxBuffered,
        @DefaultValue("1000") @Min(1) int maxRemembered,
        @DefaultValue("10s") @NotNull Duration catchUpTimeout) {}
