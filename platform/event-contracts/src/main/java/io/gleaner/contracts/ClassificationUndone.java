package io.gleaner.contracts;

/**
 * A user asked that an operation be taken back.
 *
 * @param operationId of the undoing itself
 * @param undoneOperationId what is taken back
 */
public record ClassificationUndone(String operationId, String userId, String undoneOperationId) {}
