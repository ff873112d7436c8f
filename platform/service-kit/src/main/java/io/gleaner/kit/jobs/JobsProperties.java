package io.gleaner.kit.jobs;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Background jobs.
 *
 * @param keep how long a job that has ended is shown
 */
@Validated
@ConfigurationProperties("gleaner.jobs")
record JobsProperties(@DefaultValue("90d") @NotNull Duration keep) {}
