package io.gleaner.pattern.suggestions;

import org.jspecify.annotations.Nullable;

/** Body of a rejection. */
record Rejection(@Nullable String reason) {}
