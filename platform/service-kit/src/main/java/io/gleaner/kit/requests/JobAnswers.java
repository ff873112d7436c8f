package io.gleaner.kit.requests;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** How a request is answered that a background job carries out. */
public final class JobAnswers {

    private JobAnswers() {}

    /** 202, with where the job can be asked after. */
    public static Mono<ServerResponse> accepted(UUID jobId) {
        return ServerResponse.accepted()
                .location(URI.create("/v1/jobs/" + jobId))
                .bodyValue(Map.of("job_id", jobId));
    }
}
