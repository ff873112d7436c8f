package io.gleaner.kit.problems;

import io.gleaner.kit.failures.Failure;
import io.gleaner.kit.failures.MutedFailure;
import io.gleaner.kit.telemetry.LogKeys;
import io.r2dbc.spi.R2dbcException;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;

/** The one table from what went wrong to what the client is told. */
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class ProblemHandler implements WebExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ProblemWriter writer;

    ProblemHandler(ProblemWriter writer) {
        this.writer = writer;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        return writer.write(exchange, problemOf(failure, exchange));
    }

    private static Problem problemOf(Throwable failure, ServerWebExchange exchange) {
        return switch (failure) {
            case Problem problem -> problem;
            case DataBufferLimitException tooLarge -> Problem.of(ProblemType.TOO_LARGE, "the body is over the limit");
            case DecodingException broken -> Problem.invalid("", "expected JSON: " + broken.getMessage());
            case ResponseStatusException status -> problemOf(status, exchange);
            case TransientDataAccessException away -> unavailable(away);
            case DataAccessResourceFailureException away -> unavailable(away);
            case TransactionException away -> unavailable(away);
            case DataIntegrityViolationException unfit when isOfTheData(unfit) -> unfit(unfit);
            default -> internal(failure);
        };
    }

    private static Problem problemOf(ResponseStatusException failure, ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        return switch (HttpStatus.valueOf(failure.getStatusCode().value())) {
            case NOT_FOUND -> Problem.notFound("nothing at " + path);
            case METHOD_NOT_ALLOWED ->
                Problem.of(
                        ProblemType.METHOD_NOT_ALLOWED,
                        exchange.getRequest().getMethod() + " is not allowed at " + path);
            case UNSUPPORTED_MEDIA_TYPE -> Problem.of(ProblemType.UNSUPPORTED_TYPE, "expected application/json");
            case NOT_ACCEPTABLE -> Problem.of(ProblemType.NOT_ACCEPTABLE, "this answers application/json");
            case CONTENT_TOO_LARGE -> Problem.of(ProblemType.TOO_LARGE, "the body is over the limit");
            case BAD_REQUEST -> Problem.invalid("", String.valueOf(failure.getReason()));
            default -> internal(failure);
        };
    }

    private static Problem unavailable(Throwable failure) {
        LOG.atWarn().addKeyValue(LogKeys.ERROR, Failure.of(failure).kind()).log("request failed: database away");
        return Problem.retryLater(ProblemType.UNAVAILABLE, "the database does not answer", RETRY_AFTER);
    }

    /** Class 22 of the SQL states: not a constraint, but a value that its type cannot hold, such as NUL in a text. */
    private static boolean isOfTheData(DataIntegrityViolationException failure) {
        String state = switch (failure.getMostSpecificCause()) {
            case R2dbcException reactive -> reactive.getSqlState();
            case SQLException blocking -> blocking.getSQLState();
            default -> null;
        };
        return state != null && state.startsWith("22");
    }

    private static Problem unfit(Throwable failure) {
        LOG.atWarn()
                .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                .setCause(MutedFailure.of(failure))
                .log("request refused: a value that the database cannot hold");
        return Problem.invalid("", "a value cannot be stored, such as a text with NUL or a number out of range");
    }

    private static Problem internal(Throwable failure) {
        LOG.atError()
                .addKeyValue(LogKeys.ERROR, Failure.of(failure).kind())
                .setCause(MutedFailure.of(failure))
                .log("request failed");
        return Problem.of(ProblemType.INTERNAL, "the trace id leads to the log");
    }
}
