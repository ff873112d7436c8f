package io.gleaner.pattern.operations;

import java.util.UUID;

/** Names a pattern. */
record PatternKey(String tenantId, UUID patternId) {}
