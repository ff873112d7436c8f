package io.gleaner.tracking.matching;

/**
 * How far a pattern would reach.
 *
 * @param transactions all of the tenant
 * @param matched how many of all it covers
 * @param support those with its key and direction that users labelled
 * @param supportMatched how many of these it covers
 */
record Coverage(long transactions, long matched, long support, long supportMatched) {

    static final Coverage NOTHING = new Coverage(0, 0, 0, 0);

    Coverage plus(CoverageQuestion question, Group group) {
        boolean covered = question.covers(group);
        long labelled = question.restsOn(group) ? group.labelled(question.field()) : 0;
        return new Coverage(
                transactions + group.transactions(),
                matched + (covered ? group.transactions() : 0),
                support + labelled,
                supportMatched + (covered ? labelled : 0));
    }
}
