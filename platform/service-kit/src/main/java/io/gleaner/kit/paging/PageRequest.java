package io.gleaner.kit.paging;

import io.gleaner.kit.problems.Problem;
import io.gleaner.kit.requests.QueryParameters;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
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

    private static final String CURSOR = "cursor";

    /**
     * What the request asks for.
     *
     * @throws Problem 400 if the limit is no number from 1 to 1,000
     */
    public static PageRequest of(ServerRequest request) {
        int limit = QueryParameters.find(request.queryParams(), "limit")
                .map(PageRequest::limitOf)
                .orElse(DEFAULT_LIMIT);
        return new PageRequest(
                limit, QueryParameters.find(request.queryParams(), CURSOR).orElse(null));
    }

    /** Answers with the page, and where there is a next one, with a link to it. */
    public static <T> Mono<ServerResponse> answer(ServerRequest request, Page<T> page) {
        return answer(request, page, page.nextCursor());
    }

    /** Answers with something that has a list in it, and where that goes on, with a link to the rest. */
    public static Mono<ServerResponse> answer(ServerRequest request, Object body, @Nullable String nextCursor) {
        ServerResponse.BodyBuilder response = ServerResponse.ok();
        if (nextCursor != null) {
            response.header("Link", link(request.uri(), nextCursor));
        }
        return response.bodyValue(body);
    }

    /** The header {@code Link} to the page behind the one that was asked for. */
    public static String link(URI asked, String nextCursor) {
        return "<%s>; rel=\"next\"".formatted(linkTo(asked, nextCursor));
    }

    /** The position to go on from, if any. */
    public @Nullable List<String> position(int columns) {
        return cursor == null ? null : Cursor.read(cursor, columns);
    }

    /**
     * The id to go on from in a list that is sorted by id, if any.
     *
     * @throws Problem 400 if the cursor is none of such a list
     */
    public @Nullable UUID idPosition() {
        List<String> position = position(1);
        if (position == null) {
            return null;
        }
        try {
            return UUID.fromString(position.getFirst());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(CURSOR, "got '%s', expected a next_cursor of this list".formatted(cursor));
        }
    }

    /** The query as it came, byte for byte, but for the cursor. */
    private static String linkTo(URI asked, String cursor) {
        String query = Objects.requireNonNullElse(asked.getRawQuery(), "");
        return Stream.concat(
                        Stream.of(query.split("&")).filter(parameter -> !parameter.isEmpty() && !isCursor(parameter)),
                        Stream.of(CURSOR + "=" + cursor))
                .collect(Collectors.joining("&", asked.getRawPath() + "?", ""));
    }

    private static boolean isCursor(String parameter) {
        return parameter.equals(CURSOR) || parameter.startsWith(CURSOR + "=");
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
