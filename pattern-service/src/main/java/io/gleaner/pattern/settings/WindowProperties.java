package io.gleaner.pattern.settings;

import io.gleaner.kit.windows.WindowSettings;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When the window of a tenant without settings of its own closes.
 *
 * @param quiet after this long without another event
 * @param maxWait this long after it was opened, whatever comes
 * @param maxEvents with this many events
 * @param poll between two looks for windows that are due
 * @param keep how long it is known when a window closed
 */
@Validated
@ConfigurationProperties("gleaner.windows")
public record WindowProperties(
        @DefaultValue("5s") @NotNull @DurationMin(millis = 10) @DurationMax(hours = 1)
        Duration quiet,

        @DefaultValue("30s") @NotNull @DurationMin(millis = 10) @DurationMax(days = 1)
        Duration maxWait,

        @DefaultValue("5000") @Min(1) long maxEvents,

        @DefaultValue("100ms") @NotNull @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("30d") @NotNull @DurationMin(minutes = 1)
        Duration keep) {

    @AssertTrue(message = "gleaner.windows.max-wait must not be shorter than gleaner.windows.quiet")
    boolean isWaitAtLeastQuiet() {
        return maxWait.compareTo(quiet) >= 0;
    }

    WindowSettings settings() {
        return new WindowSettings(quiet, maxWait, maxEvents);
    }
}
