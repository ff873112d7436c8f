package io.gleaner.pattern.learning;

/** The label of one field of one transaction, whatever its value. */
record GivenLabel(String tenantId, String field, String transactionId) {}
