/** The parts of a stack: Kafka, PostgreSQL and the five services, each as something the supervisor can start. */
@NullMarked
package io.gleaner.stack.components;

import org.jspecify.annotations.NullMarked;
