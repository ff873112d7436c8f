/** A real Kafka and a real PostgreSQL on this machine, and the supervisor that runs the services on them. */
@NullMarked
package io.gleaner.stack;

import org.jspecify.annotations.NullMarked;
