package io.gleaner.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A tracking record no longer counts, because its edit was undone. It is the last version of the row.
 *
 * @param trackingId the row's id; with the tenant id it is the record's key
 * @param rowVersion higher than that of the {@link ClassificationTracked} it takes back
 */
public record ClassificationRetracted(
        String trackingId,
        long rowVersion,
        String operationId,
        String transactionId,
        String field,
        @Nullable String signature,
        long labelVersion) {}
