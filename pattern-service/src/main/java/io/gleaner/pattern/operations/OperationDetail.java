package io.gleaner.pattern.operations;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pattern with what people said of it.
 *
 * @param reviews newest first
 */
record OperationDetail(@JsonUnwrapped OperationView pattern, Accuracy accuracy, List<ReviewView> reviews) {

    static OperationDetail of(OperationView pattern, Accuracy accuracy, List<ReviewView> reviews) {
        return new OperationDetail(pattern, accuracy, reviews);
    }

    /** A person's decision. */
    record ReviewView(
            String fromStatus, String toStatus, @Nullable String notes, String reviewedBy, Instant reviewedAt) {}
}
