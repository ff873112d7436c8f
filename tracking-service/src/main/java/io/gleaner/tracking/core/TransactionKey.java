package io.gleaner.tracking.core;

/** Which transaction: ids are unique within their tenant only. */
public record TransactionKey(String tenantId, String transactionId) {}
