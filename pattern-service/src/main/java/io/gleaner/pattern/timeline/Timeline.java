package io.gleaner.pattern.timeline;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What became of an operation, oldest step first.
 *
 * @param timeline nothing for an operation that is unknown, or another tenant's
 */
record Timeline(List<Step> timeline) {

    /**
     * One step. Many signatures of one operation share a step: it counts them, and names some.
     *
     * @param step {@code learned}, {@code window}, {@code waiting}, {@code called}, {@code decided} or {@code applied}
     * @param details what else is known of it
     */
    record Step(String step, Instant at, @JsonAnyGetter Map<String, Object> details) {}
}
