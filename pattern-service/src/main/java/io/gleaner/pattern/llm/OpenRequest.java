package io.gleaner.pattern.llm;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that its worker did not bring to an end.
 *
 * @param answer null if none is stored: its worker was lost in the call
 */
public record OpenRequest(
        String tenantId, UUID requestId, @Nullable StoredAnswer answer) {}
