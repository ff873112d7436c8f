package io.gleaner.contracts;

import java.util.List;

/**
 * Transactions were imported. An import of more than one record's worth is published in parts that share the operation
 * id.
 *
 * @param part which part this is, from 1
 * @param parts how many there are
 * @param transactions 1 to 1,000, at most 500 kB
 */
public record TransactionsImported(
        String operationId, String userId, int part, int parts, List<ImportedTransaction> transactions) {}
