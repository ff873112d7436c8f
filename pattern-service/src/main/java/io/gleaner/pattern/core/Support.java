package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pattern rests on: the occurrences that it covers.
 *
 * @param label the pattern's
 * @param upheld what a person saw who approved or resumed the pattern; null if nobody did
 */
public record Support(Tally tally, String label, @Nullable Upheld upheld) {

    /**
     * The support that was good enough for a person: a pattern is not paused for it again, only for less.
     *
     * @param occurrences then
     * @param agreement with its label then, 0 to 1
     */
    public record Upheld(long occurrences, BigDecimal agreement) {}

    /** Why it is no longer good enough: too few transactions are left, or users disagree with the label; empty if it is. */
    public Optional<PauseReason> lost(LearningRules rules) {
        long least = upheld == null ? rules.minOccurrences() : Math.min(rules.minOccurrences(), upheld.occurrences());
        BigDecimal leastAgreement =
                upheld == null ? rules.minAgreement() : rules.minAgreement().min(upheld.agreement());
        if (tally.occurrences() < least) {
            return Optional.of(PauseReason.SUPPORT);
        }
        boolean agreed = tally.agreementOn(label).compareTo(leastAgreement) >= 0;
        return agreed ? Optional.empty() : Optional.of(PauseReason.AMBIGUITY);
    }

    /** What a person upholds who approves or resumes the pattern now. */
    public Upheld seen() {
        return new Upheld(tally.occurrences(), tally.agreementOn(label));
    }
}
