package io.gleaner.kit.security;

import java.util.List;

/**
 * What a service gives without a token: its API description, for example.
 *
 * @param paths as Spring's path patterns
 */
public record OpenPaths(List<String> paths) {}
