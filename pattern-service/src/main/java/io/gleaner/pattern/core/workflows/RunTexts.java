package io.gleaner.pattern.core.workflows;

import org.jspecify.annotations.Nullable;

/** The texts of a run that give its operations away. */
public record RunTexts(
        @Nullable String nlInput,
        @Nullable String errorMessage,
        @Nullable String workflowTemplate) {}
