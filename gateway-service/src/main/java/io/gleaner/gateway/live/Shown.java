package io.gleaner.gateway.live;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.codec.ServerSentEvent;

/**
 * What one stream has shown. Publishers send at least once, and where catching up meets the tail both may bring an
 * event: each is shown once. Used by one thread at a time.
 */
final class Shown {

    private final Map<String, Boolean> ids;
    private Position position;

    Shown(Position start, int maxRemembered) {
        this.position = start;
        this.ids = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > maxRemembered;
            }
        };
    }

    /** The event to send; empty if it was shown before. */
    Optional<ServerSentEvent<String>> next(LiveEvent event) {
        if (event.next() <= position.at(event.topic())) {
            return Optional.empty();
        }
        position = position.with(event.topic(), event.next());
        if (ids.put(event.id(), true) != null) {
            return Optional.empty();
        }
        return Optional.of(ServerSentEvent.<String>builder()
                .id(position.toString())
                .event(event.name())
                .data(event.payload())
                .build());
    }
}
