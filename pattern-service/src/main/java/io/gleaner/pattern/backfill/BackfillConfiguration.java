package io.gleaner.pattern.backfill;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.jobs.BackgroundJobs;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.pattern.operations.Operations;
import io.gleaner.pattern.runs.Derivation;
import io.gleaner.pattern.tracking.TrackingClient;
import io.gleaner.pattern.tracking.Upstreams;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires backfills and checks. */
@Configuration(proxyBeanMethods = false)
class BackfillConfiguration {

    /** Runs of one transaction, and of one question to tracking-service: some 20 MB at the most. */
    private static final int PIECE = 500;

    /** Of one question to tracking-service. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Bean
    Backfill backfill(
            TenantTransaction transaction,
            Upstreams upstreams,
            InternalTokens tokens,
            Derivation derivation,
            Operations operations) {
        HistoryClient history = new HistoryClient(new TrackingClient(upstreams, tokens, TIMEOUT));
        return new Backfill(transaction, history, derivation, operations, PIECE);
    }

    @Bean
    IntegrityCheck integrityCheck(TenantTransaction transaction, JdbcClient jdbc) {
        return new IntegrityCheck(transaction, new IntegrityStore(jdbc));
    }

    @Bean
    Backfills backfills(BackgroundJobs jobs, Backfill backfill, IntegrityCheck check) {
        return new Backfills(jobs, backfill, check);
    }

    @Bean
    RouterFunction<ServerResponse> backfillRoutes(Backfills backfills, TransactionTemplate transaction) {
        return new BackfillRoutes(backfills, transaction).routes();
    }
}
