package io.gleaner.pattern.settings;

import io.gleaner.kit.windows.WindowSettings;
import io.gleaner.pattern.core.LearningRules;
import io.gleaner.pattern.core.Mode;

/**
 * How a tenant wants to be learned from.
 *
 * @param bounds when its windows close in {@link Mode#REALTIME}
 * @param analyzeAfter unprocessed classifications that are counted without being asked for in {@link Mode#LAZY}
 * @param tenantProfile what the model is told about the tenant, in its own words
 */
public record LearningSettings(
        Mode mode,
        LearningRules rules,
        WindowSettings bounds,
        Nightly nightly,
        long analyzeAfter,
        String tenantProfile) {

    /** When its window closes. */
    public WindowSettings window() {
        return switch (mode) {
            case REALTIME -> bounds;
            case LAZY -> WindowSettings.held(analyzeAfter);
            case OFF -> WindowSettings.held(Long.MAX_VALUE);
        };
    }
}
