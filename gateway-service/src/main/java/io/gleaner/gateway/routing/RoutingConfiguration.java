package io.gleaner.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.activity.Activities;
import io.gleaner.gateway.contract.Contract;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Endpoint;
import io.gleaner.kit.security.InternalTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** One client, with its own connections and breaker, for each service that the contract names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RoutingProperties.class, UpstreamProperties.class})
class RoutingConfiguration {

    @Bean
    CircuitBreakerRegistry ownerBreakers(RoutingProperties properties, MeterRegistry metrics) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(properties.breakerCalls())
                .minimumNumberOfCalls(properties.breakerCalls())
                .failureRateThreshold(properties.breakerFailurePercent())
                .recordResult(RoutingConfiguration::isFailure)
                .waitDurationInOpenState(properties.breakerWait())
                .permittedNumberOfCallsInHalfOpenState(3)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(metrics);
        return breakers;
    }

    @Bean
    OwnedOperations owners(
            Contract contract,
            UpstreamProperties addresses,
            RoutingProperties properties,
            WebClient.Builder http,
            CircuitBreakerRegistry breakers,
            AcceptedRequests accepted,
            Activities activities) {
        Map<String, OwnerClient> clients = contract.operations().stream()
                .flatMap(operation -> operation.services().stream())
                .distinct()
                .collect(Collectors.toMap(
                        Function.identity(),
                        service -> new OwnerClient(
                                service,
                                addressOf(service, addresses),
                                clientOf(service, http, properties),
                                breakers.circuitBreaker(service),
                                properties.responseTimeout())));
        return new OwnedOperations(clients, accepted, activities);
    }

    @Bean
    Endpoint readOperation(
            OwnedOperations owners, InternalTokens tokens, RoutingProperties properties, AcceptedRequests accepted) {
        LearningSteps learning = new LearningSteps(owners.client("pattern"), tokens, properties.timelineTimeout());
        return new ReadOperation(owners, learning, accepted);
    }

    @Bean
    Endpoint readJob(OwnedOperations owners, AcceptedRequests accepted) {
        return new ReadJob(owners, accepted);
    }

    /** An answer with a server's error is relayed like any other, and counts as a failure. */
    private static boolean isFailure(Object answer) {
        return answer instanceof Answer.Whole whole && whole.status() >= 500;
    }

    private static URI addressOf(String service, UpstreamProperties addresses) {
        URI address = addresses.upstreams().get(service);
        if (address == null) {
            throw new IllegalStateException(
                    "gleaner.upstreams.%s is not set: openapi.yaml forwards to it; give it a base address such as http://%s-service:8080"
                            .formatted(service, service));
        }
        return address;
    }

    private static WebClient clientOf(String service, WebClient.Builder http, RoutingProperties properties) {
        HttpClient connections = HttpClient.create(ConnectionProvider.builder(service)
                        .maxConnections(properties.maxConnections())
                        .pendingAcquireTimeout(properties.connectTimeout())
                        .maxIdleTime(Duration.ofSeconds(30))
                        .build())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        properties.connectTimeout().toMillis());
        return http.clone()
                .clientConnector(new ReactorClientHttpConnector(connections))
                .codecs(codecs -> codecs.defaultCodecs()
                        .maxInMemorySize((int) properties.maxResponse().toBytes()))
                .build();
    }
}
