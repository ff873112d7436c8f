package io.gleaner.pattern.llm;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is kept of requests to a model; the ledger stays.
 *
 * @param keep how long a request is kept after its end, and an answer after it came; both as long as somebody still waits
 *     for what they say
 */
@Validated
@ConfigurationProperties("gleaner.llm.retention")
record LlmRetentionProperties(@DefaultValue("30d") @NotNull Duration keep) {}
