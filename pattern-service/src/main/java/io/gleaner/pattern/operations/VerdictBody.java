package io.gleaner.pattern.operations;

import org.jspecify.annotations.Nullable;

/** Whether a run does show the operation. */
record VerdictBody(@Nullable Boolean correct) {}
