/**
 * What a run of an AI workflow shows, and what is known of an operation from its occurrences. Pure, as all of core. The
 * words that give an operation away are data: {@code triggers.yaml} beside this package.
 */
@NullMarked
package io.gleaner.pattern.core.workflows;

import org.jspecify.annotations.NullMarked;
