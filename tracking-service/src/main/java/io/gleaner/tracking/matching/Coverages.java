package io.gleaner.tracking.matching;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The answer to several questions at once: all are counted in one pass over the tenant's transactions.
 *
 * @param coverages one per question, in their order
 */
record Coverages(List<Coverage> coverages) {

    static Coverages none(List<CoverageQuestion> questions) {
        return new Coverages(
                questions.stream().map(question -> Coverage.NOTHING).toList());
    }

    Coverages plus(List<CoverageQuestion> questions, Group group) {
        return new Coverages(IntStream.range(0, questions.size())
                .mapToObj(i -> coverages.get(i).plus(questions.get(i), group))
                .toList());
    }
}
