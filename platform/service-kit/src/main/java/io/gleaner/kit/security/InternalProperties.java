package io.gleaner.kit.security;

import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How services trust each other.
 *
 * @param secret shared by the services of one installation and by nobody else; signs their tokens (HS256)
 */
@Validated
@ConfigurationProperties("gleaner.internal")
record InternalProperties(
        @Size(
                min = 32,
                message = "must have at least 32 characters: set GLEANER_INTERNAL_SECRET, the same for every service")
        String secret) {

    @Override
    public String toString() {
        return "InternalProperties[secret=***]";
    }
}
