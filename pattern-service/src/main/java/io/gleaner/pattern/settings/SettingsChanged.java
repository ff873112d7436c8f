package io.gleaner.pattern.settings;

/** Said inside the transaction that changes a tenant's settings. */
public record SettingsChanged(String tenantId, LearningSettings settings) {}
