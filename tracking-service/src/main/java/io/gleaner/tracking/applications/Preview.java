package io.gleaner.tracking.applications;

import io.gleaner.tracking.core.Application.Effect;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What applying a pattern would do.
 *
 * @param count rows that it would change
 * @param sample the first of them by id, {@link #MOST_SAMPLES} at most
 * @param locked matching rows whose field a user set or cleared
 * @param otherLabels matching rows that keep another label
 */
record Preview(long count, List<Sample> sample, long locked, long otherLabels) {

    static final int MOST_SAMPLES = 20;

    static final Preview NOTHING = new Preview(0, List.of(), 0, 0);

    /** A row that would change, as it is now. */
    record Sample(
            String transactionId,
            LocalDate date,
            BigDecimal amount,
            @Nullable String description,
            @Nullable String label) {}

    Preview plus(Effect effect, Sample row) {
        return switch (effect) {
            case LABELLED -> new Preview(count + 1, sampled(row), locked, otherLabels);
            case LOCKED -> new Preview(count, sample, locked + 1, otherLabels);
            case OTHER_LABEL -> new Preview(count, sample, locked, otherLabels + 1);
            case NONE -> this;
        };
    }

    private List<Sample> sampled(Sample row) {
        if (sample.size() == MOST_SAMPLES) {
            return sample;
        }
        List<Sample> more = new ArrayList<>(sample);
        more.add(row);
        return List.copyOf(more);
    }
}
