package io.gleaner.tracking.applications;

import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import io.gleaner.contracts.PatternApplied.Definition;
import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.security.Caller;
import io.gleaner.kit.security.InternalTokens;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.patterns.Definitions;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** {@code POST /internal/preview}, for services only. */
final class PreviewRoutes {

    private final PreviewReadStore store;

    PreviewRoutes(PreviewReadStore store) {
        this.store = store;
    }

    RouterFunction<ServerResponse> routes() {
        return route().POST("/internal/preview", this::preview).build();
    }

    /** The pattern that would be applied. */
    private record Question(@Nullable Definition pattern) {

        Definition read() {
            if (pattern == null
                    || Field.of(String.valueOf(pattern.field())).isEmpty()
                    || pattern.tokens() == null
                    || pattern.tokens().isEmpty()
                    || pattern.createdAt() == null) {
                throw Problem.invalid("/pattern", "expected a pattern with field, label, tokens and created_at");
            }
            return pattern;
        }
    }

    private Mono<ServerResponse> preview(ServerRequest request) {
        return Caller.of(request, InternalTokens.SCOPE)
                .flatMap(caller -> request.bodyToMono(Question.class)
                        .switchIfEmpty(Mono.error(() -> Problem.invalid("", "expected a JSON object")))
                        .flatMap(question -> store.preview(caller.tenantId(), Definitions.pattern(question.read()))))
                .flatMap(preview -> ServerResponse.ok().bodyValue(preview));
    }
}
