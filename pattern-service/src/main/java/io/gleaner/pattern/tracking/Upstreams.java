package io.gleaner.pattern.tracking;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where tracking-service answers.
 *
 * @param tracking base URL
 */
@Validated
@ConfigurationProperties("gleaner.upstreams")
public record Upstreams(
        @DefaultValue("http://127.0.0.1:8082") @NotBlank String tracking) {}
