package io.gleaner.pattern.suggestions;

/** Said inside this process after a commit: suggestions may be waiting. Whoever misses it finds them by looking. */
public record SuggestionsRecounted() {}
