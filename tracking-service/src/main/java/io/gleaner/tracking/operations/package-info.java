/** What was asked for with one request, part by part, and what became of it. */
@NullMarked
package io.gleaner.tracking.operations;

import org.jspecify.annotations.NullMarked;
