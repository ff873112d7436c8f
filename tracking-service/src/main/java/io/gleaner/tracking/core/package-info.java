/**
 * The rules of what a description means: its key, its signature, its labels and which pattern covers it. Pure: no
 * Spring, no clock, no database, no log. The only normaliser and the only matcher there are.
 */
@NullMarked
package io.gleaner.tracking.core;

import org.jspecify.annotations.NullMarked;
