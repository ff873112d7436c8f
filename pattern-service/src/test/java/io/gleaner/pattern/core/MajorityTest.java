package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityTest {

    private static final Majority TWO_OF_THREE = new Majority("Travel", 3, 2);

    @Test
    void newTransactionsJudgeTheLabelBeforeThem() {
        assertThat(TWO_OF_THREE.judgedBy(tally(6, 3))).isEqualTo(new TrackRecord(4, 2));
    }

    @Test
    void theSameCountsAgainJudgeNothing() {
        assertThat(TWO_OF_THREE.judgedBy(tally(2, 1))).isEqualTo(TrackRecord.NONE);
    }

    @Test
    void whatWasTakenBackJudgesNothing() {
        assertThat(TWO_OF_THREE.judgedBy(tally(1, 1))).isEqualTo(TrackRecord.NONE);
        assertThat(TWO_OF_THREE.judgedBy(new Tally(List.of()))).isEqualTo(TrackRecord.NONE);
    }

    @Test
    void aTransactionThatLeavesTheLabelForAnotherSpeaksAgainstIt() {
        assertThat(TWO_OF_THREE.judgedBy(tally(1, 2))).isEqualTo(new TrackRecord(0, 1));
    }

    @Test
    void countsOfOneShapeLookAlike() {
        assertThat(Majority.of(tally(1, 0)).shape()).isEqualTo(new Shape(1, 0));
        assertThat(Majority.of(tally(5, 0)).shape())
                .isEqualTo(Majority.of(tally(4, 0)).shape());
        assertThat(Majority.of(tally(8, 1)).shape()).isEqualTo(new Shape(6, 1));
        assertThat(Majority.of(tally(300, 17)).shape()).isEqualTo(new Shape(20, 3));
    }

    @Test
    void theRecordIsSaidInWords() {
        Reliability reliability = new Reliability(new TrackRecord(414, 6), TrackRecord.NONE);
        assertThat(reliability.inWords(14, BigDecimal.ONE))
                .isEqualTo("14 of 14 rows agree; texts seen this often were right in 98.6 % of 420 cases");
        assertThat(Reliability.UNKNOWN.inWords(3, new BigDecimal("0.6666")))
                .isEqualTo("2 of 3 rows agree; how often texts seen this often turn out right is not known yet");
    }

    private static Tally tally(long travel, long meals) {
        return new Tally(
                meals == 0
                        ? List.of(new LabelCount("Travel", travel))
                        : List.of(new LabelCount("Travel", travel), new LabelCount("Meals", meals)));
    }
}
