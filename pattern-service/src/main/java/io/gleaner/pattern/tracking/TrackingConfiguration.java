package io.gleaner.pattern.tracking;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Says where tracking-service is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Upstreams.class)
class TrackingConfiguration {}
