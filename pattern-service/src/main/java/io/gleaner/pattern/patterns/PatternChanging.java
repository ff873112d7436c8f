package io.gleaner.pattern.patterns;

import io.gleaner.pattern.core.PatternStatus;
import io.gleaner.pattern.core.Signature;
import java.util.UUID;

/**
 * Said inside this process, in the transaction that takes a pattern to another status, before the pattern is locked: who
 * has something of its own to change does so now, and everybody locks suggestions before patterns.
 */
public record PatternChanging(String tenantId, UUID suggestionId, Signature signature, PatternStatus next) {}
