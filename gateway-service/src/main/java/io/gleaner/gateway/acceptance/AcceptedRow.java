package io.gleaner.gateway.acceptance;

import java.util.UUID;

/**
 * A request that was accepted.
 *
 * @param id given out with the answer
 * @param requested how many things it is about; 0 where that is the owner's business
 */
record AcceptedRow(String tenantId, UUID id, String userId, String operation, int requested) {}
