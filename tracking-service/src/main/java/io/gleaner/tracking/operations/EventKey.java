package io.gleaner.tracking.operations;

/** What makes an event the same event, however often it is delivered: ids are unique per source. */
record EventKey(String tenantId, String source, String eventId) {}
