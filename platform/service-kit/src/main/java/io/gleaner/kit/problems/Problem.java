package io.gleaner.kit.problems;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a request is answered with an error: got, expected, where. */
public final class Problem extends RuntimeException {

    private final ProblemType type;
    private final List<Fault> faults;
    private final @Nullable Duration retryAfter;

    private Problem(ProblemType type, String detail, List<Fault> faults, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.type = type;
        this.faults = List.copyOf(faults);
        this.retryAfter = retryAfter;
    }

    /**
     * One fault of a request.
     *
     * @param pointer JSON pointer into the body, or the name of a parameter or header
     */
    public record Fault(String pointer, String detail) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), null);
    }

    /** The request breaks its schema; all faults, not just the first. */
    public static Problem invalid(List<Fault> faults) {
        return new Problem(ProblemType.INVALID_REQUEST, faults.size() + " fault(s), see errors", faults, null);
    }

    /** A parameter, header or part of the body is wrong. */
    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new Fault(pointer, detail)));
    }

    /** Unknown, or another tenant's: both look the same. */
    public static Problem notFound(String what) {
        return of(ProblemType.NOT_FOUND, what);
    }

    public static Problem conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    /** Answered with {@code Retry-After}. */
    public static Problem retryLater(ProblemType type, String detail, Duration retryAfter) {
        return new Problem(type, detail, List.of(), retryAfter);
    }

    public ProblemType type() {
        return type;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<Fault> faults() {
        return faults;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
