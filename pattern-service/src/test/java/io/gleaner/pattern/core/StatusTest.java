package io.gleaner.pattern.core;

import static io.gleaner.pattern.core.Status.APPROVED;
import static io.gleaner.pattern.core.Status.CONFLICT;
import static io.gleaner.pattern.core.Status.PENDING_REVIEW;
import static io.gleaner.pattern.core.Status.REJECTED;
import static io.gleaner.pattern.core.Status.VALIDATING;
import static io.gleaner.pattern.core.Status.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusTest {

    private static final Decision CANDIDATE = new Decision.Candidate(new Tally(List.of(new LabelCount("Media", 3))));
    private static final Decision CONFLICTING =
            new Decision.Conflict(new Tally(List.of(new LabelCount("Travel", 5), new LabelCount("Meals", 5))));
    private static final Decision TOO_FEW = new Decision.TooFew(2);

    @ParameterizedTest
    @EnumSource
    void whatIsClosedStaysClosedUnlessARejectionIsReviewedAgain(Status next) {
        assertThat(APPROVED.mayBecome(next)).isFalse();
        assertThat(REJECTED.mayBecome(next)).isEqualTo(next == PENDING_REVIEW || next == CONFLICT);
    }

    @ParameterizedTest
    @EnumSource
    void noStatusBecomesItself(Status status) {
        assertThat(status.mayBecome(status)).isFalse();
    }

    @Test
    void aConflictHasNoLabelAndCannotBeApproved() {
        assertThat(CONFLICT.mayBecome(APPROVED)).isFalse();
        assertThat(CONFLICT.mayBecome(VALIDATING)).isFalse();
        assertThat(CONFLICT.mayBecome(REJECTED)).isTrue();
    }

    @Test
    void aReviewEndsByAPersonOnly() {
        assertThat(PENDING_REVIEW.mayBecome(WAITING)).isFalse();
        assertThat(PENDING_REVIEW.mayBecome(VALIDATING)).isFalse();
        assertThat(PENDING_REVIEW.mayBecome(APPROVED)).isTrue();
    }

    @Test
    void whatWaitsFollowsTheCounts() {
        assertThat(WAITING.recounted(CANDIDATE)).contains(WAITING);
        assertThat(WAITING.recounted(CONFLICTING)).contains(CONFLICT);
        assertThat(CONFLICT.recounted(CANDIDATE)).contains(WAITING);
        assertThat(WAITING.recounted(TOO_FEW)).isEmpty();
        assertThat(CONFLICT.recounted(TOO_FEW)).isEmpty();
    }

    @Test
    void whatTheModelLooksAtWaitsForItsAnswer() {
        assertThat(VALIDATING.recounted(TOO_FEW)).contains(VALIDATING);
        assertThat(VALIDATING.recounted(CONFLICTING)).contains(VALIDATING);
    }

    @Test
    void aReviewIsWithdrawnWhenTooLittleIsLeftOfIt() {
        assertThat(PENDING_REVIEW.recounted(CONFLICTING)).contains(PENDING_REVIEW);
        assertThat(PENDING_REVIEW.recounted(TOO_FEW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusIsReadAsItIsWritten(Status status) {
        assertThat(Status.ofText(status.text())).contains(status);
    }

    @Test
    void anUnknownTextIsNoStatus() {
        assertThat(Status.ofText("Approved")).isEmpty();
    }
}
