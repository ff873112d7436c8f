package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AskedTest {

    private static final List<Long> THRESHOLDS = List.of(5L, 10L);

    @Test
    void laterOperationsTakeItAcrossAThreshold() {
        assertThat(new Asked(3, 3, 0).outgrown(4, THRESHOLDS)).isFalse();
        assertThat(new Asked(3, 3, 0).outgrown(5, THRESHOLDS)).isTrue();
        assertThat(new Asked(5, 5, 5).outgrown(9, THRESHOLDS)).isFalse();
        assertThat(new Asked(5, 5, 5).outgrown(10, THRESHOLDS)).isTrue();
    }

    @Test
    void aBulkEditThatArrivesInPartsCrossesNothing() {
        assertThat(new Asked(4, 9, 0).outgrown(9, THRESHOLDS)).isFalse();
        assertThat(new Asked(4, 9, 0).outgrown(10, THRESHOLDS)).isTrue();
    }

    @Test
    void aThresholdIsCrossedOnceAlsoIfUndoTakesOccurrencesAway() {
        assertThat(new Asked(3, 3, 5).outgrown(5, THRESHOLDS)).isFalse();
        assertThat(new Asked(9, 9, 0).outgrown(9, THRESHOLDS)).isFalse();
        assertThat(new Asked(10, 10, 10).outgrown(1_000, THRESHOLDS)).isFalse();
    }

    @Test
    void withoutThresholdsNothingIsOutgrown() {
        assertThat(new Asked(3, 3, 0).outgrown(1_000, List.of())).isFalse();
        assertThat(Asked.crossed(1_000, List.of())).isZero();
        assertThat(Asked.crossed(7, THRESHOLDS)).isEqualTo(5);
    }
}
