/** Derives everything anew from tracking-service's history, and checks what was derived. */
@NullMarked
package io.gleaner.pattern.backfill;

import org.jspecify.annotations.NullMarked;
