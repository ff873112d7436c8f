package io.gleaner.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** Tells of a window from the first look at it to the last; it may open and close between two looks. */
final class WindowWatch {
    private final Timeline time;
    private boolean seen;
    private long events;
    private long countdown = Long.MAX_VALUE;

    WindowWatch(Timeline time) {
        this.time = time;
    }

    /** @param open the tenant's open windows now; this tenant has one at most */
    void look(JsonNode open) {
        if (!open.isEmpty()) {
            lookAt(open.get(0));
        }
    }

    /** There is no window any more. */
    void closed() {
        time.note(
                seen
                        ? "the window closed with %d events".formatted(events)
                        : "the window opened and closed between two looks");
    }

    private void lookAt(JsonNode window) {
        if (!seen) {
            seen = true;
            time.note(Instant.parse(window.path("opened_at").asText()), "a window opened, to wait for more edits");
        }
        events = window.path("events").asLong();
        var left = Duration.between(
                        Instant.now(), Instant.parse(window.path("due_at").asText()))
                .toSeconds();
        if (left < countdown) {
            countdown = left;
            time.note("the window has %d events and closes in %d s".formatted(events, Math.max(0, left)));
        }
    }
}
