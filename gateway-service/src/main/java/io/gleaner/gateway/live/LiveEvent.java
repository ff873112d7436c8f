package io.gleaner.gateway.live;

import io.gleaner.contracts.Topic;

/**
 * An event of a tenant, as its followers see it.
 *
 * @param next the offset after it
 * @param id of the event; an event that was published twice has the same id twice
 * @param name the event's short type
 * @param payload JSON
 */
record LiveEvent(Topic topic, long next, String id, String name, String payload) {}
