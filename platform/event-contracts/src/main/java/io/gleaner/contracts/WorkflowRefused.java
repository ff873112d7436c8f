package io.gleaner.contracts;

import java.util.List;

/**
 * Some of the runs that one request reported were refused.
 *
 * @param jobId the request
 * @param total how many items it has, refused ones too
 * @param refused at least one
 */
public record WorkflowRefused(String jobId, String userId, int total, List<RefusedItem> refused) {}
