package io.gleaner.tracking.matching;

import io.gleaner.kit.problems.Problem;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Field;
import io.gleaner.tracking.core.Matcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /internal/matches}: which of these patterns cover which of these keys?
 *
 * @param patterns at most 1,000
 * @param keys at most 1,000
 */
record MatchesBody(
        @Nullable List<PatternBody> patterns, @Nullable List<KeyBody> keys) {

    private static final int MAX_ITEMS = 1_000;

    /** A pattern as pattern-service knows it; a null direction covers both. */
    record PatternBody(
            @Nullable String patternId,
            @Nullable String field,
            @Nullable String direction,
            @Nullable List<String> tokens) {

        private Pattern pattern() {
            Matcher matcher =
                    new Matcher(Parameters.tokens("/patterns/tokens", tokens), Parameters.direction(direction));
            return new Pattern(String.valueOf(patternId), Parameters.field(field), matcher);
        }
    }

    /** A key with the field and direction of its signature. */
    record KeyBody(
            @Nullable String key,
            @Nullable String field,
            @Nullable String direction) {

        private Match matchedBy(List<Pattern> patterns) {
            Field askedField = Parameters.field(field);
            Direction askedDirection = Parameters.direction(direction);
            if (key == null || askedDirection == null) {
                throw Problem.invalid("/keys", "expected key and direction in every item");
            }
            List<String> words = Matcher.words(key);
            List<String> covering = patterns.stream()
                    .filter(pattern ->
                            pattern.field() == askedField && pattern.matcher().coversWords(words, askedDirection))
                    .map(Pattern::patternId)
                    .toList();
            return new Match(key, askedField.id(), askedDirection.id(), covering);
        }
    }

    private record Pattern(String patternId, Field field, Matcher matcher) {}

    /** A key and the patterns that cover it. */
    record Match(String key, String field, String direction, List<String> patternIds) {}

    /** The answer: one item per key, in their order. */
    record Matches(List<Match> matches) {}

    /** @throws Problem 400 at the first fault */
    Matches answer() {
        List<Pattern> known = Parameters.bounded("/patterns", patterns, 0, MAX_ITEMS).stream()
                .map(PatternBody::pattern)
                .toList();
        return new Matches(Parameters.bounded("/keys", keys, 0, MAX_ITEMS).stream()
                .map(key -> key.matchedBy(known))
                .toList());
    }
}
