package io.gleaner.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user gave transactions a value for a field. An edit of more than 5,000 transactions is published in parts that
 * share the operation id.
 *
 * @param field {@code entity}, {@code category}, {@code subcategory} or {@code justification}
 * @param value null clears the label and teaches nothing
 * @param part which part this is, from 1
 * @param parts how many there are
 * @param transactionIds 1 to 5,000, at most 500 kB
 */
public record ClassificationRecorded(
        String operationId,
        String userId,
        String field,
        @Nullable String value,
        int part,
        int parts,
        List<String> transactionIds) {}
