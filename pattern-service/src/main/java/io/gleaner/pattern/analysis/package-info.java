/** Counts what a tenant's users said when somebody asks, and nightly. */
@NullMarked
package io.gleaner.pattern.analysis;

import org.jspecify.annotations.NullMarked;
