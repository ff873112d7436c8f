package io.gleaner.pattern.validation;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.pattern.llm.LlmProperties;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.settings.TenantSettings;
import io.gleaner.pattern.suggestions.Suggestions;
import io.gleaner.pattern.tracking.TrackingClient;
import io.gleaner.pattern.tracking.Upstreams;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the validation of suggestions: by the model, or by statistics where there is none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ValidationProperties.class)
class ValidationConfiguration {

    @Bean
    CoverageClient coverageClient(Upstreams upstreams, InternalTokens tokens, ValidationProperties properties) {
        return new CoverageClient(new TrackingClient(upstreams, tokens, properties.coverageTimeout()));
    }

    @Bean
    CoveredCandidates coveredCandidates(
            JdbcClient jdbc,
            TenantTransaction transaction,
            Suggestions suggestions,
            CoverageClient coverage,
            ValidationProperties properties) {
        return new CoveredCandidates(
                transaction, new RivalStore(jdbc), suggestions, coverage, properties.coverageRetry());
    }

    @Bean
    ModelTurn modelTurn(
            JdbcClient jdbc,
            TenantTransaction tenantTransaction,
            TransactionTemplate transaction,
            Suggestions suggestions,
            CoveredCandidates covered,
            ModelDoor door,
            CoverageClient coverage,
            TenantSettings settings,
            LlmProperties llm,
            ValidationProperties properties) {
        Retries retries = new Retries(llm.validationInterval(), llm.maxRetryAfter());
        VerdictEffect effect = new VerdictEffect(
                tenantTransaction, suggestions, door, coverage, settings, retries, properties.coverageRetry());
        ValidationPrompts prompts = new ValidationPrompts(new PromptStore(jdbc), settings);
        return new ModelTurn(
                tenantTransaction,
                transaction,
                suggestions,
                covered,
                door,
                prompts,
                effect,
                retries,
                settling(),
                llm.maxCandidates());
    }

    /** After 0.2, 0.4, 0.8 and 1.6 s: well within the time that other workers leave the request alone. */
    private static Retry settling() {
        return Retry.of(
                "settling",
                RetryConfig.custom()
                        .maxAttempts(5)
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(Duration.ofMillis(200), 2))
                        .retryExceptions(DataAccessException.class, TransactionException.class)
                        .build());
    }

    @Bean
    Validation validation(
            JdbcClient jdbc,
            TenantTransaction transaction,
            Suggestions suggestions,
            CoveredCandidates covered,
            ModelDoor door,
            ModelTurn modelTurn,
            LlmProperties llm,
            ValidationProperties properties) {
        Turn turn = door.offline() ? new StatisticsTurn(transaction, suggestions, covered, modelTurn) : modelTurn;
        return new Validation(new DueStore(jdbc), turn, llm.maxConcurrentCalls(), properties.poll());
    }

    @Bean
    PollLoop validationLoop(Validation validation) {
        return validation.loop();
    }
}
