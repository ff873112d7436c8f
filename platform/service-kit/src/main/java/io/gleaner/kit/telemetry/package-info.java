/** One trace from a request over Kafka, tables and the change relay to a model; and the words that logs use. */
@NullMarked
package io.gleaner.kit.telemetry;

import org.jspecify.annotations.NullMarked;
