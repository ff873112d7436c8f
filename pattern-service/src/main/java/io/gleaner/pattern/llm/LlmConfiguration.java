package io.gleaner.pattern.llm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.outbox.Outbox;
import io.gleaner.kit.retention.ExpiringRows;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires the door to the model. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LlmProperties.class, BudgetProperties.class, LlmRetentionProperties.class})
class LlmConfiguration {

    @Bean
    RouterFunction<ServerResponse> usageRoutes(
            TenantSession session, BudgetProperties defaults, LlmProperties settings) {
        return new UsageRoutes(new UsageReadStore(session), new BudgetReadStore(session), defaults.budget(), settings)
                .routes();
    }

    @Bean
    RouterFunction<ServerResponse> budgetRoutes(TenantSession session, BudgetProperties defaults) {
        return new BudgetRoutes(new BudgetReadStore(session), defaults.budget()).routes();
    }

    /** A request stays as long as one of its subjects waits: an answer that came too late may still be found for it. */
    @Bean
    @Order(1)
    ExpiringRows endedRequests(LlmRetentionProperties properties) {
        return new ExpiringRows("llm_requests", """
                r.due_at < now() - :keep AND r.status IN ('applied', 'failed', 'lost')
                AND NOT EXISTS (SELECT FROM suggestions s WHERE s.tenant_id = r.tenant_id
                    AND s.suggestion_id = ANY (r.subject_ids) AND s.status IN ('waiting', 'validating'))
                """, properties.keep());
    }

    /** An answer stays as long as a request for it does. */
    @Bean
    @Order(2)
    ExpiringRows oldAnswers(LlmRetentionProperties properties) {
        return new ExpiringRows("llm_answers", """
                r.created_at < now() - :keep AND NOT EXISTS (SELECT FROM llm_requests q
                    WHERE q.tenant_id = r.tenant_id AND q.content_key = r.content_key)
                """, properties.keep());
    }

    /** What was spent in periods that are over decides nothing any more; the ledger says it too. */
    @Bean
    ExpiringRows pastSpending(LlmRetentionProperties properties) {
        return new ExpiringRows("llm_spending", "r.starts_at < now() - interval '1 month' - :keep", properties.keep());
    }

    @Bean
    ExpiringRows pastLimits(LlmRetentionProperties properties) {
        return new ExpiringRows(
                "llm_limit_periods", "r.starts_at < now() - interval '1 month' - :keep", properties.keep());
    }

    /**
     * Half of the last calls failed: the provider is left alone for a while, then tried with a few calls. It must half
     * open by itself: nobody asks while it is open.
     */
    @Bean
    CircuitBreaker modelBreaker(MeterRegistry meters, LlmProperties settings) {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(50)
                .waitDurationInOpenState(settings.breakerWait())
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(2)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breakers.circuitBreaker("model");
    }

    @Bean
    Deadline modelDeadline() {
        return new Deadline();
    }

    @Bean
    Budgets budgets(JdbcClient jdbc, BudgetProperties defaults, Outbox outbox, MeterRegistry meters) {
        return new Budgets(
                new BudgetStore(jdbc), new SpendingStore(jdbc), defaults.budget(), outbox, Clock.systemUTC(), meters);
    }

    @Bean
    ModelDoor modelDoor(
            JdbcClient jdbc,
            LlmProperties settings,
            Budgets budgets,
            CircuitBreaker modelBreaker,
            Deadline modelDeadline,
            MeterRegistry meters,
            ObjectProvider<Propagator> propagator) {
        LanguageModel model = adapter(settings);
        CallTelemetry telemetry = new CallTelemetry(propagator.getIfAvailable(() -> Propagator.NOOP), meters, model);
        ProviderBreaker breaker = new ProviderBreaker(modelBreaker, settings.breakerWait());
        ProviderPause pause = new ProviderPause(settings.maxRetryAfter());
        Places places = new Places(settings.maxConcurrentCalls(), settings.maxConcurrentCallsPerTenant());
        Gauge.builder("gleaner.llm.concurrency", places, Places::limit)
                .description("calls that the provider bears at once")
                .register(meters);
        return new ModelDoor(
                new PermitStore(jdbc),
                new RequestStore(jdbc),
                new LedgerStore(jdbc),
                new GuardedModel(model, breaker, pause, places, modelDeadline, telemetry, settings.timeout()),
                new Prices(settings.prices()),
                budgets,
                settings);
    }

    private static LanguageModel adapter(LlmProperties settings) {
        return switch (settings.provider()) {
            case ANTHROPIC -> new AnthropicModelClient(settings, Clock.systemUTC());
            case OPENAI -> new OpenAiModelClient(settings, Clock.systemUTC());
            case OFFLINE -> new OfflineModel();
        };
    }
}
