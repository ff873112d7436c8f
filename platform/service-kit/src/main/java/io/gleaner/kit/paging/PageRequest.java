package io.gleaner.kit.paging;

import io.gleaner.kit.problems.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

/**
 * Which page of a list is asked for: {@code ?limit=&cursor=}.
 *
 * @param limit 1 to 1,000
 */
public record PageRequest(int limit, @Nullable String cursor) {

    /** Rows of a page if nothing is said. */
    public static final int DEFAULT_LIMIT = 50;

    /** Most rows of a page. */
    public static final int MAX_LIMIT = 1_000;

    /**
     * What the request asks for.
     *
     * @throws Problem 400 if the limit is no number from 1 to 1,000
     */
    public static PageRequest of(ServerRequest request) {
        int limit = request.queryParam("limit").map(PageRequest::limitOf).orElse(DEFAULT_LIMIT);
        return new PageRequest(limit, request.queryParam("cursor").orElse(null));
    }

    /** Answers with the page, and where there is a next one, with a link to it. */
    public static <T> Mono<ServerResponse> answer(ServerRequest request, Page<T> page) {
        ServerResponse.BodyBuilder response = ServerResponse.ok();
        String next = page.nextCursor();
        if (next != null) {
            response.header("Link", "<%s>; rel=\"next\"".formatted(linkTo(request, next)));
        }
        return response.bodyValue(page);
    }

    /** The position to go on from, if any. */
    public @Nullable List<String> position(int columns) {
        return cursor == null ? null : Cursor.read(cursor, columns);
    }

    private static String linkTo(ServerRequest request, String cursor) {
        return UriComponentsBuilder.fromPath(request.path())
                .queryParams(request.queryParams())
                .replaceQueryParam("cursor", cursor)
                .encode()
                .build()
                .toUriString();
    }

    private static int limitOf(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // told below, as any other value out of range
        }
        throw Problem.invalid("limit", "got '%s', expected a number from 1 to %d".formatted(text, MAX_LIMIT));
    }
}
