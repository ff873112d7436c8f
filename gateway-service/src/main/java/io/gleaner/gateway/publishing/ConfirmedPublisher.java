package io.gleaner.gateway.publishing;

import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.EventPublisher;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.problems.ProblemType;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Publishes what a request waits for. */
public final class ConfirmedPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(ConfirmedPublisher.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final EventPublisher events;

    ConfirmedPublisher(EventPublisher events) {
        this.events = events;
    }

    /** Completes when the broker has all; 503 where that is not known. It may block. */
    public Mono<Void> publish(List<? extends Event<?>> all) {
        return Mono.defer(() -> Mono.fromFuture(events.publishAll(all)))
                .onErrorMap(ConfirmedPublisher::isOfKafka, ConfirmedPublisher::unavailable);
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
}
