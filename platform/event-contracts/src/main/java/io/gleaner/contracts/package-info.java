/** The shared language of Gleaner: topics, events and their schemas. Knows the JDK only. */
@NullMarked
package io.gleaner.contracts;

import org.jspecify.annotations.NullMarked;
