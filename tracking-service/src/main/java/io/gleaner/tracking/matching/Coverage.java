package io.gleaner.tracking.matching;

import io.gleaner.tracking.matching.CoverageQuestion.Group;

/**
 * How far a pattern would reach.
 *
 * @param transactions all of the tenant
 * @param matched how many of all it covers
 * @param support those with its signature that users labelled
 * @param supportMatched how many of these it covers
 */
record Coverage(long transactions, long matched, long support, long supportMatched) {

    static final Coverage NOTHING = new Coverage(0, 0, 0, 0);

    Coverage plus(CoverageQuestion question, Group group) {
        boolean covered = question.covers(group);
        boolean supports = question.restsOn(group);
        return new Coverage(
                transactions + group.transactions(),
                matched + (covered ? group.transactions() : 0),
                support + (supports ? group.labelled() : 0),
                supportMatched + (supports && covered ? group.labelled() : 0));
    }
}
