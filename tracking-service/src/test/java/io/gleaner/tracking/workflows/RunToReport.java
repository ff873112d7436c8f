package io.gleaner.tracking.workflows;

import io.gleaner.contracts.WorkflowCompleted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run to report. */
public record RunToReport(
        String workflowId,
        long tokens,
        String cost,
        @Nullable String jobId) {

    public static RunToReport of(String workflowId) {
        return new RunToReport(workflowId, 5000, "0.50", null);
    }

    RunToReport costs(long newTokens, String newCost) {
        return new RunToReport(workflowId, newTokens, newCost, jobId);
    }

    RunToReport ofJob(String job) {
        return new RunToReport(workflowId, tokens, cost, job);
    }

    /** Nobody asks after it. */
    WorkflowCompleted alone() {
        return completed(null, null, null);
    }

    /** As an item of a request. */
    public WorkflowCompleted item(int index, int total) {
        return completed(jobId == null ? UUID.randomUUID().toString() : jobId, index, total);
    }

    WorkflowCompleted completed(@Nullable String job, @Nullable Integer index, @Nullable Integer total) {
        return new WorkflowCompleted(
                workflowId,
                "Run backend tests with pytest",
                "adw_test_iso",
                "completed",
                "a1b2",
                null,
                null,
                "2 tests failed",
                2,
                null,
                new BigDecimal("121.5"),
                tokens,
                new BigDecimal(cost),
                "claude-sonnet-4-5",
                Instant.parse("2026-11-30T09:00:00Z"),
                Instant.parse("2026-11-30T09:02:01.500Z"),
                "alice",
                job,
                index,
                total);
    }
}
