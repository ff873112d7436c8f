/** CloudEvents in and out of Kafka: one codec, checked against the schemas of event-contracts. */
@NullMarked
package io.gleaner.kit.events;

import org.jspecify.annotations.NullMarked;
