package io.gleaner.pattern.validation;

import static java.util.stream.Collectors.toSet;

import io.gleaner.pattern.core.Coverage;
import io.gleaner.pattern.core.Tokens;
import io.gleaner.pattern.suggestions.Suggestion;
import io.gleaner.pattern.tracking.TrackingClient;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks tracking-service, which owns the transactions and the one matcher, what tokens match. */
final class CoverageClient {

    private final TrackingClient tracking;

    CoverageClient(TrackingClient tracking) {
        this.tracking = tracking;
    }

    /** Tokens that a suggestion's pattern might look for. */
    record Proposed(Suggestion suggestion, Tokens tokens) {}

    /** What each of these matches, in their order, all counted at once; nothing if tracking-service cannot say now. */
    Optional<List<Coverage>> coverages(String tenantId, List<Proposed> proposed) {
        Questions asked = new Questions(proposed.stream().map(Question::of).toList());
        return tracking.ask("/internal/coverage", tenantId, asked, Coverages.class)
                .map(Coverages::coverages)
                .filter(answers -> answers.size() == proposed.size());
    }

    /** Those of the rivals whose patterns match their candidates; nothing if tracking-service cannot say now. */
    Optional<Set<Rival>> covering(String tenantId, List<Rival> rivals) {
        Pairs asked = Pairs.of(rivals);
        return tracking.ask("/internal/matches", tenantId, asked, Matches.class)
                .map(Matches::matches)
                .filter(answers -> answers.size() == asked.keys().size())
                .map(answers -> rivals.stream()
                        .filter(rival -> answers.get(asked.keys().indexOf(Key.of(rival)))
                                .patternIds()
                                .contains(rival.patternId().toString()))
                        .collect(toSet()));
    }

    /** Body of a question about coverage. */
    private record Questions(List<Question> questions) {}

    private record Question(String field, String key, String direction, List<String> tokens) {

        static Question of(Proposed proposed) {
            Suggestion suggestion = proposed.suggestion();
            return new Question(
                    suggestion.signature().field(),
                    suggestion.key(),
                    suggestion.direction(),
                    proposed.tokens().list());
        }
    }

    private record Coverages(List<Coverage> coverages) {}

    /** Body of a question about matches. */
    private record Pairs(List<Pattern> patterns, List<Key> keys) {

        static Pairs of(List<Rival> rivals) {
            return new Pairs(
                    rivals.stream().map(Pattern::of).distinct().toList(),
                    rivals.stream().map(Key::of).distinct().toList());
        }
    }

    private record Pattern(
            UUID patternId, String field, @Nullable String direction, List<String> tokens) {

        static Pattern of(Rival rival) {
            return new Pattern(rival.patternId(), rival.field(), rival.patternDirection(), rival.tokens());
        }
    }

    private record Key(String key, String field, String direction) {

        static Key of(Rival rival) {
            return new Key(rival.key(), rival.field(), rival.direction());
        }
    }

    private record Matches(List<Match> matches) {}

    private record Match(List<String> patternIds) {}
}
