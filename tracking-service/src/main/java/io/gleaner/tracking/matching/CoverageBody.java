package io.gleaner.tracking.matching;

import io.gleaner.kit.problems.Problem;
import io.gleaner.tracking.core.Direction;
import io.gleaner.tracking.core.Matcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /internal/coverage}: what would each of these cover, if it were a pattern?
 *
 * @param questions 1 to 25: what one answer of a model may propose
 */
record CoverageBody(@Nullable List<QuestionBody> questions) {

    private static final int MAX_QUESTIONS = 25;

    /**
     * A pattern that might be; it would cover the direction of what it rests on only.
     *
     * @param field that the pattern would label
     * @param key of the classifications that it would rest on
     * @param direction of those classifications
     * @param tokens 1 to 5,000 words
     */
    record QuestionBody(
            @Nullable String field,
            @Nullable String key,
            @Nullable String direction,
            @Nullable List<String> tokens) {

        private CoverageQuestion question() {
            Direction of = Parameters.direction(direction);
            if (key == null || of == null) {
                throw Problem.invalid("/questions", "expected key and direction in every item");
            }
            Matcher matcher = new Matcher(Parameters.tokens("/questions/tokens", tokens), of);
            return new CoverageQuestion(Parameters.field(field), key, of, matcher);
        }
    }

    /** @throws Problem 400 at the first fault */
    List<CoverageQuestion> read() {
        return Parameters.bounded("/questions", questions, 1, MAX_QUESTIONS).stream()
                .map(QuestionBody::question)
                .toList();
    }
}
