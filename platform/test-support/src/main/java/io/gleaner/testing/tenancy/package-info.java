/** Sweeps that look for a way from one tenant to another. */
@NullMarked
package io.gleaner.testing.tenancy;

import org.jspecify.annotations.NullMarked;
