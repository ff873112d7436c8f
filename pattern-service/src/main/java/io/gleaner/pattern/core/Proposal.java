package io.gleaner.pattern.core;

/** Tokens that the model would use instead of a suggestion's full key. */
public sealed interface Proposal {

    /** None, or the full key itself, which is exempt from every check. */
    record FullKey() implements Proposal {}

    /** Not made of the key's own words in the key's order; ignored. */
    record Refused() implements Proposal {}

    /** Well-formed: what it matches has to be counted. */
    record ToCount(Tokens tokens) implements Proposal {}

    /** Reads a verdict's proposal. Only an approval carries one: whoever doubts a pattern does not broaden it. */
    public static Proposal of(Verdict verdict, Tokens fullKey) {
        Tokens proposed = new Tokens(verdict.keyTokens());
        if (verdict.opinion() != Verdict.Opinion.APPROVE || proposed.isEmpty() || proposed.equals(fullKey)) {
            return new FullKey();
        }
        return proposed.subsequenceOf(fullKey) ? new ToCount(proposed) : new Refused();
    }
}
