package io.gleaner.gateway.routing;

import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.EventJson;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** What was learned from an operation, step by step, as pattern-service tells other services. */
final class LearningSteps {

    private static final Logger LOG = LoggerFactory.getLogger(LearningSteps.class);
    private static final String PUBLIC = "/v1";

    private final OwnerClient patterns;
    private final InternalTokens tokens;
    private final Duration patience;

    /** @param patience until they are left out */
    LearningSteps(OwnerClient patterns, InternalTokens tokens, Duration patience) {
        this.patterns = patterns;
        this.tokens = tokens;
        this.patience = patience;
    }

    /** The steps of the operation that the call reads; empty, and no failure, where they are not to be had now. */
    Mono<Optional<List<Step>>> of(Call call) {
        String path = "/internal" + call.path().substring(PUBLIC.length()) + "/timeline";
        return Mono.fromCallable(() -> "Bearer " + tokens.tokenFor(call.caller().tenantId()))
                .flatMap(authorization -> patterns.read(path, authorization))
                .timeout(patience)
                .map(LearningSteps::steps)
                .map(Optional::of)
                .onErrorResume(failure -> {
                    LOG.atWarn()
                            .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                            .log("timeline without what was learned");
                    return Mono.just(Optional.empty());
                });
    }

    private static List<Step> steps(Answer.Whole answer) {
        if (answer.status() != 200) {
            throw Problem.of(ProblemType.UNAVAILABLE, "got status " + answer.status());
        }
        return Step.of(EventJson.MAPPER.readTree(answer.body()));
    }
}
