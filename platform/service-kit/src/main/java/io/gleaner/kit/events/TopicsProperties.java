package io.gleaner.kit.events;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the topics are named and made.
 *
 * @param prefix before every topic's name
 * @param create whether a service makes the topics that are missing when it starts; an operator does where this is off
 * @param replicationFactor replicas of each topic that is made here
 */
@Validated
@ConfigurationProperties("gleaner.topics")
record TopicsProperties(
        @DefaultValue("gleaner.") @Pattern(regexp = "[A-Za-z0-9._-]*")
        String prefix,

        @DefaultValue("true") boolean create,
        @DefaultValue("1") @Min(1) short replicationFactor) {}
