package io.gleaner.gateway.acceptance;

import java.util.UUID;

/**
 * What is known of a request that was accepted.
 *
 * @param id given out with the answer
 * @param operation which one of the contract, by its id there
 * @param requested how many transactions it is about; 0 where that is the owner's business
 */
public record AcceptedOperation(UUID id, String operation, int requested) {}
