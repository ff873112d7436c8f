/**
 * Committed changes of a service's tables out to Kafka, by Debezium: at least once, in commit order per tenant, one relay
 * at a time per replication slot.
 */
@NullMarked
package io.gleaner.kit.relay;

import org.jspecify.annotations.NullMarked;
