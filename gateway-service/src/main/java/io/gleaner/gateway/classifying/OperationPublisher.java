package io.gleaner.gateway.classifying;

import io.gleaner.gateway.acceptance.AcceptedRequests;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Call;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventPublisher;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Accepts an operation: keeps its id, publishes its events, and answers when the broker has all of them. */
final class OperationPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(OperationPublisher.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final AcceptedRequests accepted;
    private final EventPublisher events;

    OperationPublisher(AcceptedRequests accepted, EventPublisher events) {
        this.accepted = accepted;
        this.events = events;
    }

    /** What a client is told of an operation. */
    private record Accepted(UUID operationId, int accepted) {}

    /** 202 with the operation's id; 503 where it is not known that the broker has everything. */
    Mono<Answer.Whole> accept(
            Call call, int transactions, Function<Publication, ? extends List<? extends Event<?>>> operation) {
        return accepted.accept(
                call,
                transactions,
                id -> publish(operation.apply(new Publication(id, call)))
                        .then(Mono.fromCallable(() -> answer(id, transactions))));
    }

    private Mono<Void> publish(List<? extends Event<?>> parts) {
        return Mono.defer(() -> Mono.fromFuture(events.publishAll(parts)))
                .onErrorMap(OperationPublisher::isOfKafka, OperationPublisher::unavailable);
    }

    private static boolean isOfKafka(Throwable failure) {
        return failure instanceof org.springframework.kafka.KafkaException
                || failure instanceof org.apache.kafka.common.KafkaException;
    }

    private static Problem unavailable(Throwable failure) {
        LOG.atWarn().addKeyValue(LogKeys.ERROR, Failure.of(failure).kind()).log("events not published");
        return Problem.retryLater(
                ProblemType.UNAVAILABLE, "the broker did not confirm; repeat with the Idempotency-Key", RETRY_AFTER);
    }

    private static Answer.Whole answer(UUID id, int transactions) {
        return Answer.Whole.json(
                202, Map.of(HttpHeaders.LOCATION, "/v1/operations/" + id), new Accepted(id, transactions));
    }
}
