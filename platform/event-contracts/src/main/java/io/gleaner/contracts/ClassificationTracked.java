package io.gleaner.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tracking record: a user changed one field of one transaction.
 *
 * @param trackingId the row's id; with the tenant id it is the record's key
 * @param rowVersion raised with every change of the tracking record; what is not newer than the copy one has is ignored
 * @param labelVersion counts the changes of this label of this transaction: the highest one is the latest
 * @param key the normalised description; null where nothing is left of it
 * @param signature SHA-256 of field, direction and key, as 64 hexadecimal digits; null where there is no key
 * @param notLearnableReason {@code no_key} or {@code label_cleared}; null where {@code learnable}
 * @param amount of the transaction, below 0 for a debit; null where it was not kept yet
 * @param correctedPatternId the pattern whose label the user replaced or cleared; null where there was none
 */
public record ClassificationTracked(
        String trackingId,
        long rowVersion,
        String eventId,
        String operationId,
        String userId,
        String transactionId,
        String field,
        @Nullable String oldValue,
        @Nullable String newValue,
        long labelVersion,
        @Nullable String description,
        String direction,
        @Nullable String key,
        @Nullable String signature,
        boolean learnable,
        @Nullable String notLearnableReason,
        @Nullable String origin,
        @Nullable String destination,
        Instant trackedAt,
        @Nullable BigDecimal amount,
        @Nullable String correctedPatternId) {}
