package io.gleaner.pattern.llm;

import io.gleaner.pattern.core.Budget;
import java.time.Instant;

/** Limits that a tenant set itself. */
record TenantBudget(Budget budget, long rowVersion, String updatedBy, Instant updatedAt) {}
