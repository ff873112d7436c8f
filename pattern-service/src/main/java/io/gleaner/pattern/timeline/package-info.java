/** Why an edit waits: what became of an operation after it was tracked. */
@NullMarked
package io.gleaner.pattern.timeline;

import org.jspecify.annotations.NullMarked;
