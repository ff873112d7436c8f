package io.gleaner.contracts;

import java.time.Instant;
import java.util.List;

/**
 * How far a request that reported runs is. What is named here was tracked, or refused, before: who reads this has read the
 * {@link WorkflowTracked} of each.
 *
 * @param jobId the row's id; with the tenant id it is the record's key
 * @param rowVersion raised with every change
 * @param total how many items the request has; it is done when as many are named here
 * @param workflowIds the runs, in the order of their items; one that came in two items is there twice
 * @param acceptedAt the time of the first of its events
 */
public record WorkflowReported(
        String jobId,
        long rowVersion,
        String userId,
        int total,
        List<String> workflowIds,
        List<RefusedItem> refused,
        Instant acceptedAt) {}
