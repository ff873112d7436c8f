package io.gleaner.kit.requests;

import io.gleaner.kit.problems.Problem;
import java.util.UUID;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Ids in the path. */
public final class PathIds {

    private PathIds() {}

    /**
     * The path's {@code id}.
     *
     * @param kind what it is the id of, such as "job"
     * @throws Problem 404 where it is no UUID: there is nothing with such an id
     */
    public static UUID of(ServerRequest request, String kind) {
        String id = request.pathVariable("id");
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound(kind + " " + id);
        }
    }
}
