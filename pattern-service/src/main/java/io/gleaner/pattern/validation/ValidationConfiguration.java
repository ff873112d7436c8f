package io.gleaner.pattern.validation;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.loops.PollLoop;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.llm.LlmProperties;
import io.gleaner.pattern.llm.ModelDoor;
import io.gleaner.pattern.suggestions.Suggestions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the validation of suggestions: by the model, or by statistics where there is none. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ValidationProperties.class, ValidationProperties.Upstreams.class})
class ValidationConfiguration {

    @Bean
    CoverageClient coverageClient(ValidationProperties.Upstreams upstreams, InternalTokens tokens) {
        return new CoverageClient(upstreams.tracking(), tokens);
    }

    @Bean
    ModelTurn modelTurn(
            JdbcClient jdbc,
            TenantTransaction tenantTransaction,
            TransactionTemplate transaction,
            Suggestions suggestions,
            ModelDoor door,
            CoverageClient coverage,
            LearningRules rules,
            LlmProperties llm,
            ValidationProperties properties) {
        Retries retries = new Retries(llm.validationInterval(), llm.maxRetryAfter());
        VerdictEffect effect = new VerdictEffect(
                tenantTransaction, suggestions, door, coverage, rules, retries, properties.coverageRetry());
        ValidationPrompts prompts = new ValidationPrompts(new PromptStore(jdbc));
        return new ModelTurn(
                tenantTransaction, transaction, suggestions, door, prompts, effect, retries, llm.maxCandidates());
    }

    @Bean
    Validation validation(
            JdbcClient jdbc,
            TenantTransaction transaction,
            Suggestions suggestions,
            ModelDoor door,
            ModelTurn modelTurn,
            LlmProperties llm,
            ValidationProperties properties) {
        Turn turn = door.offline() ? new StatisticsTurn(transaction, suggestions, modelTurn) : modelTurn;
        return new Validation(new DueStore(jdbc), turn, llm.maxConcurrentCalls(), properties.poll());
    }

    @Bean
    PollLoop validationLoop(Validation validation) {
        return validation.loop();
    }
}
