package io.gleaner.pattern.validation;

import io.gleaner.pattern.core.Coverage;
import io.gleaner.pattern.core.Proposal;
import io.gleaner.pattern.core.Tokens;
import io.gleaner.pattern.core.Verdict;
import io.gleaner.pattern.suggestions.Suggestion;
import io.gleaner.pattern.validation.CoverageClient.Proposed;
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

    /** Counts every well-formed proposal, all in one question, outside of any transaction. */
    static CountedProposals counted(
            String tenantId, List<Suggestion> suggestions, Map<UUID, Verdict> verdicts, CoverageClient client) {
        List<Proposed> proposed = suggestions.stream()
                .<Proposed>mapMulti((suggestion, found) -> {
                    Verdict verdict = verdicts.get(suggestion.id());
                    if (verdict != null
                            && suggestion.standsAs() == null
                            && Proposal.of(verdict, suggestion.fullKey()) instanceof Proposal.ToCount(var tokens)) {
                        found.accept(new Proposed(suggestion, tokens));
                    }
                })
                .toList();
        CountedProposals proposals = new CountedProposals();
        if (!proposed.isEmpty()) {
            proposals.take(proposed, client.coverages(tenantId, proposed));
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

    private void take(List<Proposed> proposed, Optional<List<Coverage>> coverages) {
        for (int i = 0; i < proposed.size(); i++) {
            UUID id = proposed.get(i).suggestion().id();
            if (coverages.isEmpty()) {
                uncounted.add(id);
            } else if (coverages.get().get(i).acceptable()) {
                accepted.put(id, proposed.get(i).tokens());
            }
        }
    }
}
