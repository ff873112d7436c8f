package io.gleaner.tracking.workflows;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of requests that reported runs; the runs themselves are kept.
 *
 * @param keepReports how long it is known which items a request had; longer than the broker keeps its events
 */
@Validated
@ConfigurationProperties("gleaner.workflows")
record WorkflowsProperties(@DefaultValue("30d") @NotNull Duration keepReports) {}
