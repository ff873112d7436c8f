package io.gleaner.tracking.operations;

/** What makes an event the same event, however often it is delivered. */
record EventKey(String tenantId, String eventId) {}
