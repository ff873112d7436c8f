package io.gleaner.gateway.edge;

import io.gleaner.kit.events.EventJson;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/** What is answered to a call. */
public sealed interface Answer {

    /**
     * An answer that is known as a whole.
     *
     * @param headers at most one value each
     */
    // compared by nobody, so the array's identity does no harm
    @SuppressWarnings("ArrayRecordComponent")
    record Whole(int status, Map<String, String> headers, byte[] body) implements Answer {

        /** JSON with snake_case names. */
        public static Whole json(int status, Map<String, String> moreHeaders, Object body) {
            Map<String, String> headers = new HashMap<>(moreHeaders);
            headers.put(HttpHeaders.CONTENT_TYPE, "application/json");
            return new Whole(status, headers, EventJson.MAPPER.writeValueAsBytes(body));
        }

        /** Bytes of this type. */
        public static Whole of(String contentType, Map<String, String> moreHeaders, byte[] body) {
            Map<String, String> headers = new HashMap<>(moreHeaders);
            headers.put(HttpHeaders.CONTENT_TYPE, contentType);
            return new Whole(200, headers, body);
        }
    }

    /** An answer to a call that is in the activity log already. */
    record Written(Whole answer) implements Answer {}

    /** Events for as long as the client listens. */
    record Events(Flux<ServerSentEvent<String>> events) implements Answer {}
}
