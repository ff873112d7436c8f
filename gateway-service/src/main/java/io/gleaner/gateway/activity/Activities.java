package io.gleaner.gateway.activity;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.gateway.edge.Answer;
import io.gleaner.gateway.edge.Attempt;
import io.gleaner.gateway.edge.Call;
import io.gleaner.gateway.edge.Journal;
import io.gleaner.gateway.publishing.ConfirmedPublisher;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.telemetry.LogKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells the activity log of every call that may change something, whatever came of it, and of every caller who was not
 * let in (403). What is over a tenant's rate (429) is left out: the limit would protect nobody if it were written down.
 */
public final class Activities implements Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Activities.class);

    /** How long a call that had no effect waits until the broker has its activity. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ConfirmedPublisher events;
    private final Scheduler blocking;

    Activities(ConfirmedPublisher events, Scheduler blocking) {
        this.events = events;
        this.blocking = blocking;
    }

    /**
     * The answer, once the broker has what the call brought about, and the activity with it, which so costs no wait of its
     * own; 503 where that is not known. It may block.
     *
     * @param id of the request; a repeat under it that is answered the same is the same activity
     */
    public Mono<Answer> written(Call call, UUID id, List<? extends Event<?>> effect, Answer.Whole answer) {
        List<Event<?>> all = new ArrayList<>(effect);
        all.add(event(Attempt.of(call, call.caller()), id, answer));
        return events.publish(all).thenReturn(new Answer.Written(answer));
    }

    /** The answer, once the broker has the activity; 503 where that is not known of a call that took effect. */
    public Mono<Answer> written(Attempt attempt, UUID id, Answer.Whole answer) {
        if (!isTold(attempt, answer.status())) {
            return Mono.just(answer);
        }
        Mono<Void> published = publish(event(attempt, id, answer));
        return (answer.status() < 400 ? published : patiently(published)).thenReturn(new Answer.Written(answer));
    }

    @Override
    public Mono<Answer> answered(Call call, Answer answer) {
        return answer instanceof Answer.Whole whole && call.sender() != null
                ? written(Attempt.of(call, call.caller()), Ids.next(), whole)
                : Mono.just(answer);
    }

    @Override
    public Mono<Void> failed(Attempt attempt, Throwable failure) {
        int status =
                failure instanceof Problem problem ? problem.type().status().value() : 500;
        return isTold(attempt, status)
                ? patiently(publish(Activity.of(attempt, Ids.next(), status, null)))
                : Mono.empty();
    }

    private static Event<ActivityLogged> event(Attempt attempt, UUID id, Answer.Whole answer) {
        return Activity.of(attempt, id, answer.status(), answer.headers().get(HttpHeaders.LOCATION));
    }

    private static boolean isTold(Attempt attempt, int status) {
        HttpMethod method = attempt.operation().method();
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        return status != 429 && (!reads || status == 403);
    }

    private Mono<Void> publish(Event<ActivityLogged> activity) {
        return events.publish(List.of(activity)).subscribeOn(blocking);
    }

    private static Mono<Void> patiently(Mono<Void> published) {
        return published.timeout(PATIENCE).onErrorResume(failure -> {
            LOG.atWarn()
                    .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                    .log("activity of a call without effect may be lost");
            return Mono.empty();
        });
    }
}
