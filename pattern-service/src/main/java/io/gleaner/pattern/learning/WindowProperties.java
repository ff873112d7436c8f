package io.gleaner.pattern.learning;

import io.gleaner.kit.windows.WindowSettings;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a tenant's window closes.
 *
 * @param quiet after this long without another event
 * @param maxWait this long after it was opened, whatever comes
 * @param maxEvents with this many events
 * @param poll between two looks for windows that are due
 */
@ConfigurationProperties("gleaner.windows")
record WindowProperties(
        @DefaultValue("5s") Duration quiet,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("5000") long maxEvents,
        @DefaultValue("100ms") Duration poll) {

    WindowSettings settings() {
        return new WindowSettings(quiet, maxWait, maxEvents);
    }
}
