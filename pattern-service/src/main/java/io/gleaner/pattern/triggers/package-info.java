/** What gives an operation away: the table that ships with Gleaner, and what a tenant adds to it. */
@NullMarked
package io.gleaner.pattern.triggers;

import org.jspecify.annotations.NullMarked;
