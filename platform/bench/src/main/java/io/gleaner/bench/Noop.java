package io.gleaner.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A service that reads a request and does nothing, behind the JWT filter that every service has: what the gateway is
 * compared with. It runs in a JVM of its own.
 */
@EnableAutoConfiguration(
        excludeName = {
            "io.gleaner.kit.database.DatabaseAutoConfiguration",
            "io.gleaner.kit.deadletters.DeadLettersAutoConfiguration",
            "io.gleaner.kit.events.EventsAutoConfiguration",
            "io.gleaner.kit.jobs.JobsAutoConfiguration",
            "io.gleaner.kit.listening.ListeningAutoConfiguration",
            "io.gleaner.kit.outbox.OutboxAutoConfiguration",
            "io.gleaner.kit.relay.RelayAutoConfiguration",
            "io.gleaner.kit.retention.RetentionAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration"
        })
public class Noop {

    /** Where it answers every request with 202. */
    static final String PATH = "/noop";

    static void main(String[] args) {
        SpringApplication.run(Noop.class, args);
    }

    @Bean
    RouterFunction<ServerResponse> nothing() {
        return RouterFunctions.route(
                RequestPredicates.path(PATH),
                request -> request.bodyToMono(String.class)
                        .then(ServerResponse.accepted().build()));
    }
}
