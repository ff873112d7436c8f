package io.gleaner.gateway.acceptance;

/**
 * What is known of a request that was accepted.
 *
 * @param operation which one of the contract, by its id there
 * @param requested how many transactions it is about
 */
public record AcceptedOperation(String operation, int requested) {}
