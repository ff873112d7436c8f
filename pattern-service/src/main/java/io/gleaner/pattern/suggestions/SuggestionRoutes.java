package io.gleaner.pattern.suggestions;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.kit.paging.PageRequest;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.Blocking;
import io.gleaner.kit.requests.PathIds;
import io.gleaner.kit.requests.QueryParameters;
import io.gleaner.kit.security.Caller;
import io.gleaner.pattern.core.Status;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Suggestions over HTTP. */
final class SuggestionRoutes {

    /** Longest reason of a rejection, in Unicode characters, as the contract says. */
    private static final int LONGEST_REASON = 1_000;

    private final SuggestionReadStore suggestions;
    private final Reviews reviews;

    SuggestionRoutes(SuggestionReadStore suggestions, Reviews reviews) {
        this.suggestions = suggestions;
        this.reviews = reviews;
    }

    RouterFunction<ServerResponse> routes() {
        return route().GET("/v1/patterns/suggestions", this::suggestions)
                .POST("/v1/patterns/suggestions/{id}/approve", this::approve)
                .POST("/v1/patterns/suggestions/{id}/reject", this::reject)
                .POST("/v1/patterns/suggestions/{id}/reopen", this::reopen)
                .build();
    }

    private Mono<ServerResponse> suggestions(ServerRequest request) {
        PageRequest page = PageRequest.of(request);
        Optional<Status> status =
                QueryParameters.find(request.queryParams(), "status").map(SuggestionRoutes::status);
        return Caller.of(request, "read")
                .flatMap(caller -> suggestions.page(caller.tenantId(), status, page))
                .flatMap(found -> PageRequest.answer(request, found));
    }

    private Mono<ServerResponse> approve(ServerRequest request) {
        UUID id = PathIds.of(request, "suggestion");
        return Caller.of(request, "review").flatMap(caller -> answer(caller, () -> reviews.approve(caller, id)));
    }

    private Mono<ServerResponse> reject(ServerRequest request) {
        UUID id = PathIds.of(request, "suggestion");
        return Caller.of(request, "review")
                .flatMap(caller -> request.bodyToMono(Rejection.class)
                        .defaultIfEmpty(new Rejection(null))
                        .doOnNext(SuggestionRoutes::requireBounds)
                        .flatMap(body -> answer(caller, () -> reviews.reject(caller, id, body.reason()))));
    }

    private Mono<ServerResponse> reopen(ServerRequest request) {
        UUID id = PathIds.of(request, "suggestion");
        return Caller.of(request, "review").flatMap(caller -> answer(caller, () -> reviews.reopen(caller, id)));
    }

    /** Decides on a thread that may wait for the database, and answers with the suggestion as it is then. */
    private Mono<ServerResponse> answer(Caller caller, Supplier<UUID> decision) {
        return Blocking.call(decision)
                .flatMap(id -> suggestions.find(caller.tenantId(), id))
                .flatMap(view -> ServerResponse.ok().bodyValue(view));
    }

    private static Status status(String text) {
        return Status.ofText(text)
                .orElseThrow(() -> Problem.invalid(
                        "status",
                        "got '%s', expected waiting, validating, pending_review, approved, rejected or conflict"
                                .formatted(text)));
    }

    private static void requireBounds(Rejection rejection) {
        String reason = rejection.reason();
        int length = reason == null ? 0 : reason.codePointCount(0, reason.length());
        if (length > LONGEST_REASON) {
            throw Problem.invalid(
                    "/reason", "got %d characters, expected at most %d".formatted(length, LONGEST_REASON));
        }
    }
}
