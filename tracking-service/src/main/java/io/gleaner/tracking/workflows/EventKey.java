package io.gleaner.tracking.workflows;

/** What makes an event the same event, however often it is delivered. */
record EventKey(String tenantId, String source, String eventId) {}
