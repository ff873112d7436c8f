package io.gleaner.pattern.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.pattern.core.Verdict.Opinion;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    private static final Trust TRUST = new Trust(new BigDecimal("0.87"), 1, new BigDecimal("0.98"));
    private static final LearningRules RULES =
            new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L, 10L), false, TRUST);
    private static final Tokens KEY = Tokens.ofKey("pix transf valmira");

    @ParameterizedTest
    @CsvSource({
        "APPROVE, LOW, APPROVED",
        "APPROVE, MEDIUM, PENDING_REVIEW",
        "APPROVE, HIGH, PENDING_REVIEW",
        "UNSURE, LOW, PENDING_REVIEW",
        "UNSURE, HIGH, PENDING_REVIEW",
        "REJECT, LOW, REJECTED",
        "REJECT, HIGH, REJECTED"
    })
    void codeDecidesFromOpinionAndRisk(Opinion opinion, Risk risk, Status expected) {
        assertThat(Outcome.of(verdict(opinion, risk), BigDecimal.ONE, 9, RULES).status())
                .isEqualTo(expected);
    }

    @Test
    void anApprovalThatUsersContradictedMeanwhileGoesToAPerson() {
        Verdict approval = verdict(Opinion.APPROVE, Risk.LOW);
        assertThat(Outcome.of(approval, new BigDecimal("0.79"), 9, RULES).status())
                .isEqualTo(Status.PENDING_REVIEW);
    }

    @Test
    void aTenantThatReviewsAllDecidesAboutApprovalsItself() {
        LearningRules reviewed = new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L, 10L), true, TRUST);
        assertThat(Outcome.of(verdict(Opinion.APPROVE, Risk.LOW), BigDecimal.ONE, 9, reviewed)
                        .status())
                .isEqualTo(Status.PENDING_REVIEW);
        assertThat(Outcome.of(verdict(Opinion.REJECT, Risk.LOW), BigDecimal.ONE, 9, reviewed)
                        .status())
                .isEqualTo(Status.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "APPROVED, APPROVE, LOW, APPROVED",
        "APPROVED, REJECT, LOW, PENDING_REVIEW",
        "APPROVED, UNSURE, LOW, PENDING_REVIEW",
        "PENDING_REVIEW, REJECT, LOW, PENDING_REVIEW",
        "PENDING_REVIEW, APPROVE, LOW, PENDING_REVIEW"
    })
    void whatWasSettledBeforeIsNeverEndedByTheModelAlone(Status before, Opinion opinion, Risk risk, Status expected) {
        LearningRules reviewed = new LearningRules(3, new BigDecimal("0.80"), 10, List.of(5L), true, TRUST);
        assertThat(Outcome.again(before, verdict(opinion, risk), BigDecimal.ONE, 9, reviewed)
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void statisticsOfWhatWasSettledBeforeChangeItsConfidenceAlone() {
        assertThat(Outcome.ofStatisticsAgain(Status.APPROVED, BigDecimal.ONE, 9))
                .isEqualTo(new Outcome(Status.APPROVED, new BigDecimal("0.9000")));
    }

    @Test
    void withoutAModelAPersonDecides() {
        assertThat(Outcome.ofStatistics(BigDecimal.ONE, 9))
                .isEqualTo(new Outcome(Status.PENDING_REVIEW, new BigDecimal("0.9000")));
    }

    @Test
    void aShorterListInTheKeysOrderHasToBeCounted() {
        assertThat(proposal("pix", "valmira")).isEqualTo(new Proposal.ToCount(new Tokens(List.of("pix", "valmira"))));
    }

    @Test
    void noProposalAndTheFullKeyNeedNoCount() {
        assertThat(proposal()).isEqualTo(new Proposal.FullKey());
        assertThat(proposal("pix", "transf", "valmira")).isEqualTo(new Proposal.FullKey());
    }

    @Test
    void whatIsNotMadeOfTheKeysWordsInItsOrderIsRefused() {
        assertThat(proposal("%")).isEqualTo(new Proposal.Refused());
        assertThat(proposal("")).isEqualTo(new Proposal.Refused());
        assertThat(proposal("valmira", "pix")).isEqualTo(new Proposal.Refused());
        assertThat(proposal("val")).isEqualTo(new Proposal.Refused());
        assertThat(proposal("pix", "pix")).isEqualTo(new Proposal.Refused());
    }

    @Test
    void onlyAnApprovalBroadensAPattern() {
        Verdict unsure = new Verdict(Opinion.UNSURE, BigDecimal.ZERO, "", Risk.LOW, List.of("pix"));
        assertThat(Proposal.of(unsure, KEY)).isEqualTo(new Proposal.FullKey());
    }

    @ParameterizedTest
    @CsvSource({
        "10,  9, 499, 499, true",
        "10,  8, 499,  10, false",
        "10, 10, 500, 100, true",
        "10, 10, 500, 101, false",
        " 0,  0, 100,   0, false"
    })
    void tokensKeepTheirSupportAndDoNotSwallowEverything(
            long support, long supportMatched, long transactions, long matched, boolean acceptable) {
        assertThat(new Coverage(support, supportMatched, transactions, matched).acceptable())
                .isEqualTo(acceptable);
    }

    @Test
    void aKeyBeyondTheBoundsOfAPatternGivesABroaderOne() {
        String longToken = "x".repeat(1_001);
        assertThat(Tokens.ofKey("a " + longToken + " b").list()).containsExactly("a", "b");
        assertThat(Tokens.ofKey("w ".repeat(500)).list()).hasSize(200);
        assertThat(Tokens.ofKey(longToken).isEmpty()).isTrue();
    }

    private static Proposal proposal(String... tokens) {
        return Proposal.of(new Verdict(Opinion.APPROVE, BigDecimal.ZERO, "", Risk.LOW, Arrays.asList(tokens)), KEY);
    }

    private static Verdict verdict(Opinion opinion, Risk risk) {
        return new Verdict(opinion, BigDecimal.ZERO, "", risk, List.of());
    }
}
