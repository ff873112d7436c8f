package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the model says about one candidate. An opinion: {@link Outcome} decides.
 *
 * @param adjustment what it would add to the confidence
 * @param keyTokens a shorter list of the key's tokens for a broader pattern; empty if it proposes none
 */
public record Verdict(Opinion opinion, BigDecimal adjustment, String reasoning, Risk risk, List<String> keyTokens) {

    /** The three things a model can say. */
    public enum Opinion {
        APPROVE,
        REJECT,
        UNSURE
    }
}
