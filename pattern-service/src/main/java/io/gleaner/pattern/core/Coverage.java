package io.gleaner.pattern.core;

/**
 * What a list of tokens matches, counted by the service that owns the transactions.
 *
 * @param support distinct transactions that the suggestion rests on
 * @param supportMatched how many of them the tokens match
 * @param transactions all transactions of the tenant
 * @param matched how many of all the tokens match
 */
public record Coverage(long support, long supportMatched, long transactions, long matched) {

    private static final int LEAST_SUPPORT_PERCENT = 90;
    private static final int MOST_TRANSACTIONS_PERCENT = 20;
    private static final int JUDGED_FROM_TRANSACTIONS = 500;

    /** Whether the tokens keep at least 90 % of their own support and don't swallow more than 20 % of everything. */
    public boolean acceptable() {
        return keepsItsSupport() && !swallowsTooMuch();
    }

    private boolean keepsItsSupport() {
        return support > 0 && supportMatched * 100 >= support * LEAST_SUPPORT_PERCENT;
    }

    private boolean swallowsTooMuch() {
        return transactions >= JUDGED_FROM_TRANSACTIONS && matched * 100 > transactions * MOST_TRANSACTIONS_PERCENT;
    }
}
