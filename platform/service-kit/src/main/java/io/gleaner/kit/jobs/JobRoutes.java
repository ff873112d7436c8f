package io.gleaner.kit.jobs;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.database.TenantTransaction;
import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.PathIds;
import io.gleaner.kit.security.Caller;
import java.util.UUID;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The tenant's background jobs over HTTP. */
final class JobRoutes {

    private final JobReadStore read;
    private final BackgroundJobs jobs;
    private final TenantTransaction transaction;

    JobRoutes(JobReadStore read, BackgroundJobs jobs, TenantTransaction transaction) {
        this.read = read;
        this.jobs = jobs;
        this.transaction = transaction;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/jobs", this::list)
                .GET("/v1/jobs/{id}", this::find)
                .DELETE("/v1/jobs/{id}", this::cancel)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        PageRequest page = PageRequest.of(request);
        return Caller.of(request, "read")
                .flatMap(caller -> read.page(caller.tenantId(), page))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> find(ServerRequest request) {
        UUID id = PathIds.of(request, "job");
        return Caller.of(request, "read")
                .flatMap(caller -> found(caller, id))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    /** Cancelling what was cancelled before changes nothing; what ended otherwise cannot be. */
    private Mono<ServerResponse> cancel(ServerRequest request) {
        UUID id = PathIds.of(request, "job");
        return Caller.of(request, "write")
                .flatMap(caller -> found(caller, id)
                        .flatMap(view -> Blocking.call(() -> transaction.in(caller.tenantId(), () -> jobs.cancel(id))))
                        .flatMap(cancelled -> found(caller, id))
                        .doOnNext(JobRoutes::requireCancelled)
                        .flatMap(view -> ServerResponse.noContent().build()));
    }

    private Mono<JobView> found(Caller caller, UUID id) {
        return read.find(caller.tenantId(), id).switchIfEmpty(Mono.error(() -> Problem.notFound("job " + id)));
    }

    private static void requireCancelled(JobView job) {
        if (!job.status().equals("cancelled")) {
            throw Problem.conflict("job %s is %s and cannot be cancelled".formatted(job.jobId(), job.status()));
        }
    }
}
