package io.gleaner.tracking.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A tenant's patterns, found by the words of a key. Each pattern is filed under the one of its words that fewest patterns
 * ask for, so a key is compared with the few patterns that share such a word with it and not with all of them
 * (platform/bench, "Matcher").
 */
public final class Patterns {

    /** None. */
    public static final Patterns NONE = new Patterns(List.of());

    private final Map<Field, Map<String, List<Ranked>>> byWord = new EnumMap<>(Field.class);

    /**
     * A pattern and its place among all.
     *
     * @param rank the best one's is 0
     */
    private record Ranked(int rank, Pattern pattern) {}

    public Patterns(Collection<Pattern> patterns) {
        Map<String, Integer> askedFor = new HashMap<>();
        patterns.forEach(
                pattern -> new HashSet<>(pattern.tokens()).forEach(word -> askedFor.merge(word, 1, Integer::sum)));
        List<Pattern> bestFirst = patterns.stream().sorted(Pattern.BEST_FIRST).toList();
        for (int rank = 0; rank < bestFirst.size(); rank++) {
            file(new Ranked(rank, bestFirst.get(rank)), askedFor);
        }
    }

    private void file(Ranked ranked, Map<String, Integer> askedFor) {
        ranked.pattern().tokens().stream()
                .min(Comparator.comparingInt(word -> askedFor.getOrDefault(word, 0)))
                .ifPresent(rarest -> byWord.computeIfAbsent(ranked.pattern().field(), _ -> new HashMap<>())
                        .computeIfAbsent(rarest, _ -> new ArrayList<>())
                        .add(ranked));
    }

    public boolean isEmpty() {
        return byWord.isEmpty();
    }

    /** The pattern that labels this field of the transaction, if one does. */
    public Optional<Pattern> best(Field field, Facts facts) {
        Map<String, List<Ranked>> ofField = byWord.getOrDefault(field, Map.of());
        Ranked best = null;
        if (!ofField.isEmpty()) {
            for (String word : facts.words()) {
                for (Ranked ranked : ofField.getOrDefault(word, List.of())) {
                    if (best != null && ranked.rank() >= best.rank()) {
                        break;
                    }
                    if (ranked.pattern().covers(facts)) {
                        best = ranked;
                    }
                }
            }
        }
        return Optional.ofNullable(best).map(Ranked::pattern);
    }

    /** All that cover this field of the transaction, the winner first. */
    public List<Pattern> covering(Field field, Facts facts) {
        Map<String, List<Ranked>> ofField = byWord.getOrDefault(field, Map.of());
        return facts.words().stream()
                .distinct()
                .flatMap(word -> ofField.getOrDefault(word, List.of()).stream())
                .filter(ranked -> ranked.pattern().covers(facts))
                .sorted(Comparator.comparingInt(Ranked::rank))
                .map(Ranked::pattern)
                .toList();
    }

    /** These and one more, which takes the place of its own earlier version. */
    public Patterns with(Pattern more) {
        return new Patterns(Stream.concat(all().filter(pattern -> !pattern.id().equals(more.id())), Stream.of(more))
                .toList());
    }

    private Stream<Pattern> all() {
        return byWord.values().stream()
                .flatMap(words -> words.values().stream())
                .flatMap(List::stream)
                .map(Ranked::pattern);
    }
}
