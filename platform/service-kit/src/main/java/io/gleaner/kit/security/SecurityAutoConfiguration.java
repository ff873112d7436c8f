package io.gleaner.kit.security;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.problems.ProblemWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/**
 * Users' tokens open {@code /v1}, services' tokens open {@code /internal}; what a service gives to everybody it lists as
 * {@link OpenPaths}.
 */
@AutoConfiguration(before = ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration.class)
@EnableWebFluxSecurity
@EnableConfigurationProperties(InternalProperties.class)
class SecurityAutoConfiguration {

    @Bean
    InternalTokens internalTokens(InternalProperties properties, @Value("${gleaner.service}") String service) {
        return new InternalTokens(keyOf(properties), service, Clock.systemUTC());
    }

    @Bean
    @Order(1)
    SecurityWebFilterChain internalCalls(
            ServerHttpSecurity http, InternalProperties properties, ProblemWriter problems) {
        ReactiveJwtDecoder decoder =
                NimbusReactiveJwtDecoder.withSecretKey(keyOf(properties)).build();
        return stateless(http, problems)
                .securityMatcher(ServerWebExchangeMatchers.pathMatchers("/internal/**"))
                .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated(problems))
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(new CallerTokens())))
                .build();
    }

    @Bean
    @Order(2)
    SecurityWebFilterChain users(
            ServerHttpSecurity http, ReactiveJwtDecoder decoder, ProblemWriter problems, List<OpenPaths> open) {
        String[] openPaths =
                open.stream().flatMap(paths -> paths.paths().stream()).toArray(String[]::new);
        return stateless(http, problems)
                .authorizeExchange(exchanges -> {
                    exchanges.pathMatchers("/actuator/**").permitAll();
                    if (openPaths.length > 0) {
                        exchanges.pathMatchers(openPaths).permitAll();
                    }
                    exchanges.anyExchange().authenticated();
                })
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(unauthenticated(problems))
                        .jwt(jwt -> jwt.jwtDecoder(decoder).jwtAuthenticationConverter(new CallerTokens())))
                .build();
    }

    /**
     * Clients choose ids, and ids stand in paths: what is percent-encoded there is text. The router splits a path before
     * it decodes it, so an encoded slash opens no other path.
     */
    @Bean
    ServerWebExchangeFirewall idsInPaths() {
        StrictServerWebExchangeFirewall firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    @Bean
    ServerExchangeRejectedHandler rejectedRequests(ProblemWriter problems) {
        return (exchange, rejection) ->
                problems.write(exchange, Problem.invalid("", String.valueOf(rejection.getMessage())));
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http, ProblemWriter problems) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .cors(Customizer.withDefaults())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(unauthenticated(problems)));
    }

    private static ServerAuthenticationEntryPoint unauthenticated(ProblemWriter problems) {
        return (exchange, failure) -> {
            exchange.getResponse().getHeaders().set("WWW-Authenticate", "Bearer");
            return problems.write(
                    exchange, Problem.of(ProblemType.UNAUTHENTICATED, String.valueOf(failure.getMessage())));
        };
    }

    private static SecretKey keyOf(InternalProperties properties) {
        return new SecretKeySpec(properties.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }
}
