package io.gleaner.pattern.core.workflows;

import java.util.Set;

/**
 * How people ask for an operation.
 *
 * @param input the text that is used most often
 * @param occurrences of the operation
 * @param words of the input
 */
public record TypicalInput(OperationSignature signature, String input, long occurrences, Set<String> words) {

    public TypicalInput {
        words = Set.copyOf(words);
    }

    public static TypicalInput of(OperationSignature signature, String input, long occurrences) {
        return new TypicalInput(signature, input, occurrences, Similarity.wordsOf(input));
    }

    /** Whether it is the one that stays of two: it is seen more often, or comes first. */
    boolean outranks(TypicalInput other) {
        return occurrences == other.occurrences
                ? signature.compareTo(other.signature) < 0
                : occurrences > other.occurrences;
    }
}
