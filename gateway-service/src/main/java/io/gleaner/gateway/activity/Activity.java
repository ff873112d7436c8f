package io.gleaner.gateway.activity;

import io.gleaner.contracts.ActivityLogged;
import io.gleaner.contracts.EventTypes;
import io.gleaner.gateway.contract.Operation;
import io.gleaner.gateway.edge.Attempt;
import io.gleaner.kit.events.Event;
import io.gleaner.kit.events.Ids;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is told of an attempt: never its body, its query but for {@code dry_run}, or a header but {@code User-Agent}. */
final class Activity {

    /** Longest detail, in characters. */
    private static final int MAX_DETAIL = 500;

    private static final int MAX_IP = 100;
    private static final int MAX_USER_AGENT = 300;

    /** What no text of the log may hold: controls, and halves of surrogate pairs. */
    private static final String NO_TEXT = "[\\p{Cc}\\p{Cs}]";

    private Activity() {}

    static Event<ActivityLogged> of(Attempt attempt, UUID id, int status, @Nullable String location) {
        String eventId = id + ".answered-" + status;
        ActivityLogged payload = new ActivityLogged(
                eventId,
                attempt.caller().userId(),
                snakeCase(attempt.operation().id()),
                details(attempt, status, location),
                plain(attempt.ip(), MAX_IP),
                plain(attempt.userAgent(), MAX_USER_AGENT),
                traceId(attempt.traceparent()),
                Ids.timeOf(id));
        return new Event<>(
                eventId,
                attempt.caller().tenantId(),
                null,
                payload.occurredAt(),
                attempt.traceparent(),
                EventTypes.ACTIVITY_LOGGED,
                payload);
    }

    private static Map<String, String> details(Attempt attempt, int status, @Nullable String location) {
        Map<String, String> details = new TreeMap<>();
        attempt.variables().forEach((name, value) -> details.put(name, plain(value)));
        if (attempt.dryRun()) {
            details.put(Operation.DRY_RUN, "true");
        }
        details.put("status", Integer.toString(status));
        if (location != null) {
            details.put("location", plain(location));
        }
        return details;
    }

    private static String plain(String text) {
        return cut(text.replaceAll(NO_TEXT, ""), MAX_DETAIL);
    }

    private static @Nullable String plain(@Nullable String text, int length) {
        return text == null ? null : cut(text.replaceAll(NO_TEXT, ""), length);
    }

    private static String cut(String text, int length) {
        int characters = text.codePointCount(0, text.length());
        return characters <= length ? text : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static String snakeCase(String operationId) {
        return operationId.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        return traceparent == null ? null : traceparent.substring(3, 35);
    }
}
