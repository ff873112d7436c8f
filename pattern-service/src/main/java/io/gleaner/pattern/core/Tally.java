package io.gleaner.pattern.core;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/**
 * What users said about one signature: each distinct transaction counts once, with its latest label.
 *
 * @param labels most frequent first, equally frequent ones by name, so that the majority never depends on row order
 */
public record Tally(List<LabelCount> labels) {

    /** Decimal places of an agreement. */
    static final int SCALE = 4;

    private static final Comparator<LabelCount> MOST_FREQUENT_FIRST =
            Comparator.comparingLong(LabelCount::transactions).reversed().thenComparing(LabelCount::label);

    public Tally {
        labels = labels.stream().sorted(MOST_FREQUENT_FIRST).toList();
    }

    /** Distinct transactions, whatever their label. */
    public long occurrences() {
        return labels.stream().mapToLong(LabelCount::transactions).sum();
    }

    /** The label that most transactions carry; only of a tally that counts something. */
    public String majority() {
        return labels.getFirst().label();
    }

    /** The majority label's share, 0 to 1. */
    public BigDecimal agreement() {
        return labels.isEmpty() ? BigDecimal.ZERO : agreementOn(majority());
    }

    /** This label's share, 0 to 1; rounded down, so that no share is shown as more than it is. */
    public BigDecimal agreementOn(String label) {
        return labels.isEmpty()
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(carrying(label))
                        .divide(BigDecimal.valueOf(occurrences()), SCALE, RoundingMode.DOWN);
    }

    /** Distinct transactions that carry this label. */
    long carrying(String label) {
        return labels.stream()
                .filter(count -> count.label().equals(label))
                .mapToLong(LabelCount::transactions)
                .sum();
    }
}
