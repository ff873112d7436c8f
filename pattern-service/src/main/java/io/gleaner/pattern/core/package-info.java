/** Which patterns exist, decided from counts and verdicts. Pure: no Spring, no clock, no log, no database. */
@NullMarked
package io.gleaner.pattern.core;

import org.jspecify.annotations.NullMarked;
