package io.gleaner.pattern.llm;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A question that has no permit yet.
 *
 * @param subjectIds what it is about
 * @param traceparent of what caused it
 */
public record Draft(
        String tenantId,
        Purpose purpose,
        List<UUID> subjectIds,
        Prompt prompt,
        @Nullable String traceparent) {}
