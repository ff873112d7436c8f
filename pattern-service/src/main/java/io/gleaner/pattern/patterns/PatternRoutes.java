package io.gleaner.pattern.patterns;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.PathIds;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.PatternStatus;
import java.util.UUID;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Patterns over HTTP. */
final class PatternRoutes {

    /** Other things below patterns have names that are no such id. */
    private static final String PATTERN = "/v1/patterns/{id:[0-9a-fA-F-]+}";

    private final PatternReadStore patterns;
    private final PatternReviews reviews;
    private final PreviewClient previews;

    PatternRoutes(PatternReadStore patterns, PatternReviews reviews, PreviewClient previews) {
        this.patterns = patterns;
        this.reviews = reviews;
        this.previews = previews;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/patterns", this::list)
                .GET(PATTERN, this::one)
                .PATCH(PATTERN, this::change)
                .DELETE(PATTERN, this::delete)
                .GET(PATTERN + "/preview", this::preview)
                .build();
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        PageRequest page = PageRequest.of(request);
        PatternReadStore.Filter filter = new PatternReadStore.Filter(
                QueryParameters.find(request.queryParams(), "status").map(PatternRoutes::status),
                QueryParameters.find(request.queryParams(), "field"));
        return Caller.of(request, "read")
                .flatMap(caller -> patterns.page(caller.tenantId(), filter, page))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> one(ServerRequest request) {
        UUID id = PathIds.of(request, "pattern");
        return Caller.of(request, "read")
                .flatMap(caller -> find(caller, id))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private Mono<ServerResponse> change(ServerRequest request) {
        UUID id = PathIds.of(request, "pattern");
        return Caller.of(request, "review")
                .flatMap(caller -> request.bodyToMono(PatternChange.class)
                        .defaultIfEmpty(new PatternChange(null, null))
                        .doOnNext(PatternChange::requireSense)
                        .flatMap(body -> Blocking.call(() -> reviews.change(caller.tenantId(), id, body)))
                        .flatMap(_ -> find(caller, id)))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private Mono<ServerResponse> delete(ServerRequest request) {
        UUID id = PathIds.of(request, "pattern");
        return Caller.of(request, "review")
                .flatMap(caller -> Blocking.call(() -> reviews.delete(caller.tenantId(), id)))
                .flatMap(_ -> ServerResponse.noContent().build());
    }

    private Mono<ServerResponse> preview(ServerRequest request) {
        UUID id = PathIds.of(request, "pattern");
        return Caller.of(request, "read")
                .flatMap(caller -> find(caller, id)
                        .flatMap(pattern -> Blocking.call(() -> previews.preview(caller.tenantId(), pattern))))
                .flatMap(preview -> ServerResponse.ok().bodyValue(preview));
    }

    private Mono<PatternView> find(Caller caller, UUID id) {
        return patterns.find(caller.tenantId(), id).switchIfEmpty(Mono.error(() -> PatternReviews.unknown(id)));
    }

    private static PatternStatus status(String text) {
        return PatternStatus.ofText(text)
                .filter(status -> status != PatternStatus.DELETED)
                .orElseThrow(() -> Problem.invalid("status", "got '%s', expected active or paused".formatted(text)));
    }
}
