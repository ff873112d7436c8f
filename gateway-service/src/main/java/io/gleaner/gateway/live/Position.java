package io.gleaner.gateway.live;

import io.gleaner.contracts.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * How far a stream is: the next offset of the tenant's partition in each live topic, such as {@code 12.5.9}. Every
 * replica reads the same offsets, so every replica can go on from it.
 */
record Position(List<Long> offsets) {

    /** The live topics, in the order of a position's numbers. */
    static final List<Topic> TOPICS = List.of(Topic.PATTERN_EVENTS, Topic.JOB_EVENTS, Topic.STATS_EVENTS);

    Position {
        offsets = List.copyOf(offsets);
    }

    /** Reads what the contract let pass as a position. */
    static Position parse(String text) {
        return new Position(
                Arrays.stream(text.split("\\.", -1)).map(Long::valueOf).toList());
    }

    static Position of(ToLongFunction<Topic> offset) {
        return new Position(TOPICS.stream().map(offset::applyAsLong).toList());
    }

    long at(Topic topic) {
        return offsets.get(TOPICS.indexOf(topic));
    }

    Position with(Topic topic, long offset) {
        return of(each -> each == topic ? offset : at(each));
    }

    /** Whether somebody at this position has not seen everything before the other. */
    boolean isBehind(Position other) {
        return TOPICS.stream().anyMatch(topic -> at(topic) < other.at(topic));
    }

    @Override
    public String toString() {
        return offsets.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
