package io.gleaner.kit.problems;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** The kinds of problem a client can meet; {@code type} is stable and may be switched on. */
public enum ProblemType {
    INVALID_REQUEST(HttpStatus.BAD_REQUEST, "The request breaks its schema"),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED, "A valid token is needed"),
    MISSING_SCOPE(HttpStatus.FORBIDDEN, "The token lacks the scope"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such thing"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
    CONFLICT(HttpStatus.CONFLICT, "The state does not allow this"),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The body is over the limit"),
    UNSUPPORTED_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The content type is not taken here"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "The accepted types are not given here"),
    REUSED_KEY(HttpStatus.UNPROCESSABLE_CONTENT, "The Idempotency-Key belongs to another request"),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "The request failed here"),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available now; repeating is safe"),
    TIMEOUT(HttpStatus.GATEWAY_TIMEOUT, "No answer in time");

    private final HttpStatus status;
    private final String title;

    ProblemType(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The problem's {@code type}, such as {@code urn:gleaner:problem:not-found}. */
    public URI uri() {
        return URI.create(
                "urn:gleaner:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
