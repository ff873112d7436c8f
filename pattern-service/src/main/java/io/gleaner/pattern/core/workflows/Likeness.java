package io.gleaner.pattern.core.workflows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two operations that people ask for in nearly the same words.
 *
 * @param from the rarer one
 * @param into the other one
 * @param similarity of their inputs, see {@link Similarity}
 */
public record Likeness(TypicalInput from, TypicalInput into, double similarity) {

    /** From which similarity on two operations may be the same. */
    private static final double LEAST = 0.7;

    /** All pairs, each once. Only operations with a word in common are compared. */
    public static List<Likeness> among(List<TypicalInput> inputs) {
        Map<String, List<Integer>> byWord = new HashMap<>();
        List<Likeness> alike = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            TypicalInput input = inputs.get(i);
            common(input, byWord).forEach((other, common) -> {
                Likeness likeness = of(input, inputs.get(other), common);
                if (likeness.similarity() >= LEAST) {
                    alike.add(likeness);
                }
            });
            int index = i;
            input.words()
                    .forEach(word ->
                            byWord.computeIfAbsent(word, _ -> new ArrayList<>()).add(index));
        }
        return alike;
    }

    /** How many words it has in common with each of those before it. */
    private static Map<Integer, Integer> common(TypicalInput input, Map<String, List<Integer>> byWord) {
        Map<Integer, Integer> common = new HashMap<>();
        for (String word : input.words()) {
            byWord.getOrDefault(word, List.of()).forEach(other -> common.merge(other, 1, Integer::sum));
        }
        return common;
    }

    private static Likeness of(TypicalInput one, TypicalInput other, int common) {
        double similarity =
                (double) common / (one.words().size() + other.words().size() - common);
        return one.outranks(other) ? new Likeness(other, one, similarity) : new Likeness(one, other, similarity);
    }
}
