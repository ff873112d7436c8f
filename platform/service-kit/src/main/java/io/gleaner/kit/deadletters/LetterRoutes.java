package io.gleaner.kit.deadletters;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.PathIds;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.kit.security.Caller;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Dead letters over HTTP. */
final class LetterRoutes {

    private static final String LETTERS = "/v1/dead-letters";
    private static final String SCOPE = "admin";
    private static final Set<String> STATUSES = Set.of("open", "redriven");

    /** Most bytes of a corrected payload: what a record may hold. */
    private static final int MAX_PAYLOAD = 1 << 20;

    private final LetterReadStore letters;
    private final Redrives redrives;

    LetterRoutes(LetterReadStore letters, Redrives redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET(LETTERS, this::list)
                .GET(LETTERS + "/{id}", this::one)
                .POST(LETTERS + "/{id}/redrive", this::redrive)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        PageRequest page = PageRequest.of(request);
        Optional<String> topic = QueryParameters.find(request.queryParams(), "topic");
        Optional<String> status = QueryParameters.find(request.queryParams(), "status");
        status.ifPresent(LetterRoutes::requireStatus);
        return Caller.of(request, SCOPE)
                .flatMap(caller -> letters.page(caller.tenantId(), topic, status, page))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        UUID id = PathIds.of(request, "dead letter");
        return Caller.of(request, SCOPE)
                .flatMap(caller -> letters.find(caller.tenantId(), id))
                .switchIfEmpty(Mono.error(() -> Problem.notFound("dead letter " + id)))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private Mono<ServerResponse> redrive(ServerRequest request) {
        UUID id = PathIds.of(request, "dead letter");
        boolean dry = isDry(request);
        return Caller.of(request, SCOPE)
                .flatMap(caller -> corrected(request)
                        .flatMap(payload -> dry ? tried(caller, id, payload) : redriven(caller, id, payload)));
    }

    private Mono<ServerResponse> tried(Caller caller, UUID id, Optional<byte[]> payload) {
        return Blocking.call(() -> redrives.dryRun(caller, id, payload.orElse(null)))
                .flatMap(outcome -> ServerResponse.ok().bodyValue(outcome));
    }

    private Mono<ServerResponse> redriven(Caller caller, UUID id, Optional<byte[]> payload) {
        return Blocking.call(() -> redrives.redrive(caller, id, payload.orElse(null)))
                .flatMap(done -> letters.find(caller.tenantId(), done))
                .flatMap(view -> ServerResponse.accepted()
                        .location(URI.create(LETTERS + "/" + id))
                        .bodyValue(view));
    }

    /** The body byte for byte: its numbers are the sender's. */
    private static Mono<Optional<byte[]>> corrected(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), MAX_PAYLOAD)
                .map(LetterRoutes::bytes)
                .map(bytes -> Optional.of(bytes).filter(some -> some.length > 0))
                .defaultIfEmpty(Optional.empty());
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static boolean isDry(ServerRequest request) {
        String dry = QueryParameters.find(request.queryParams(), "dry_run").orElse("false");
        return switch (dry) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid("dry_run", "got '%s', expected true or false".formatted(dry));
        };
    }

    private static void requireStatus(String status) {
        if (!STATUSES.contains(status)) {
            throw Problem.invalid("status", "got '%s', expected open or redriven".formatted(status));
        }
    }
}
