/** The labels that a tenant knows, each in the spelling it was first given. */
@NullMarked
package io.gleaner.tracking.labels;

import org.jspecify.annotations.NullMarked;
