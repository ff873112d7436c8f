package io.gleaner.gateway.acceptance;

import java.util.UUID;

/**
 * What is known of a request that was accepted.
 *
 * @param id given out with the answer
 * @param userId who sent it
 * @param operation which one of the contract, by its id there
 * @param requested how many transactions or runs it is about; 0 where that is the owner's business
 */
public record AcceptedOperation(UUID id, String userId, String operation, int requested) {

    private static final String BEGINS_JOB = "submitWorkflows";

    /** Whether the id is that of a job; else it is that of an operation on transactions, or was not given out. */
    public boolean isJob() {
        return operation.equals(BEGINS_JOB);
    }
}
