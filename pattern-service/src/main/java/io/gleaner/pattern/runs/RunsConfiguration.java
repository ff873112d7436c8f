package io.gleaner.pattern.runs;

import io.gleaner.contracts.EventTypes;
import io.gleaner.kit.database.TenantSession;
import io.gleaner.kit.jobs.FollowedJobs;
import io.gleaner.kit.listening.EventIntake;
import io.gleaner.kit.listening.TypeFilter;
import io.gleaner.pattern.operations.Operations;
import io.gleaner.pattern.triggers.Detectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** Wires learning from workflow runs. */
@Configuration(proxyBeanMethods = false)
class RunsConfiguration {

    @Bean
    Derivation derivation(Detectors detectors, JdbcClient jdbc, Operations operations) {
        return new Derivation(detectors, new RunStore(jdbc), operations);
    }

    @Bean
    TypeFilter workflowChanges() {
        return TypeFilter.only(EventTypes.WORKFLOW_TRACKED, EventTypes.WORKFLOW_REPORTED);
    }

    @Bean
    WorkflowChangesListener workflowChangesListener(
            EventIntake intake,
            Derivation derivation,
            FollowedJobs jobs,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        IntakeJobs intakeJobs = new IntakeJobs(jobs, new ShownPatternStore(jdbc));
        return new WorkflowChangesListener(intake, new Runs(derivation, intakeJobs, transaction));
    }

    @Bean
    RouterFunction<ServerResponse> workflowRoutes(TenantSession session) {
        return new WorkflowRoutes(new RunReadStore(session)).routes();
    }
}
