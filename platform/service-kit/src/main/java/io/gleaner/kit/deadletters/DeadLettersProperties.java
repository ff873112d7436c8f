package io.gleaner.kit.deadletters;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Dead letters of a service.
 *
 * @param keep how long a letter is listed; the broker keeps the record itself for 90 days
 */
@Validated
@ConfigurationProperties("gleaner.dead-letters")
record DeadLettersProperties(@DefaultValue("30d") @NotNull Duration keep) {}
