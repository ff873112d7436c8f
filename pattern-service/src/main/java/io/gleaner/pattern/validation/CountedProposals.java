package io.gleaner.pattern.validation;

import io.gleaner.pattern.core.Coverage;
import io.gleaner.pattern.core.Proposal;
import io.gleaner.pattern.core.Tokens;
import io.gleaner.pattern.core.Verdict;
import io.gleaner.pattern.suggestions.Suggestion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of the verdicts' proposals stand, after what they match was counted. */
final class CountedProposals {

    private final Map<UUID, Tokens> accepted = new HashMap<>();
    private final Set<UUID> uncounted = new HashSet<>();

    private CountedProposals() {}

    /** Counts every well-formed proposal, outside of any transaction. */
    static CountedProposals counted(List<Suggestion> suggestions, Map<UUID, Verdict> verdicts, CoverageClient client) {
        CountedProposals proposals = new CountedProposals();
        for (Suggestion suggestion : suggestions) {
            Verdict verdict = verdicts.get(suggestion.id());
            if (verdict != null && Proposal.of(verdict, suggestion.fullKey()) instanceof Proposal.ToCount(var tokens)) {
                proposals.count(suggestion, tokens, client.coverage(suggestion, tokens));
            }
        }
        return proposals;
    }

    /** Whether nobody could say what the suggestion's proposal matches. */
    boolean uncounted(UUID suggestionId) {
        return uncounted.contains(suggestionId);
    }

    boolean allCounted() {
        return uncounted.isEmpty();
    }

    /** The tokens of the proposal if it stands; null for the full key. */
    @Nullable
    Tokens tokens(UUID suggestionId) {
        return accepted.get(suggestionId);
    }

    private void count(Suggestion suggestion, Tokens tokens, Optional<Coverage> coverage) {
        if (coverage.isEmpty()) {
            uncounted.add(suggestion.id());
        } else if (coverage.get().acceptable()) {
            accepted.put(suggestion.id(), tokens);
        }
    }
}
