package io.gleaner.pattern.llm;

/**
 * Tokens of one call, as the provider counts them.
 *
 * @param input all of the prompt, cached ones included
 * @param cached how many of the input came from the provider's cache
 */
public record Usage(long input, long output, long cached) {

    static final Usage NONE = new Usage(0, 0, 0);
}
