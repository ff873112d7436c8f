package io.gleaner.tracking.matching;

import io.gleaner.kit.problems.Problem;
import io.gleaner.tracking.core.Matcher;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /internal/coverage}: what would these tokens cover, if they were a pattern?
 *
 * @param field that the pattern would label
 * @param signature of the classifications that the pattern would rest on
 * @param direction the only one it would cover; null for both
 * @param tokens 1 to 5,000 words
 */
record CoverageBody(
        @Nullable String field,
        @Nullable String signature,
        @Nullable String direction,
        @Nullable List<String> tokens) {

    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{64}");

    /** @throws Problem 400 at the first fault */
    CoverageQuestion question() {
        if (signature == null || !SIGNATURE.matcher(signature).matches()) {
            throw Problem.invalid("/signature", "expected 64 hexadecimal digits");
        }
        Matcher matcher = new Matcher(Parameters.tokens("/tokens", tokens), Parameters.direction(direction));
        return new CoverageQuestion(Parameters.field(field), signature, matcher);
    }
}
