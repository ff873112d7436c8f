package io.gleaner.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gleaner.contracts.SuggestionRaised;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Edits that give one key several labels. */
class DisagreeingEditsTest extends OnApprovingModel {

    @Test
    void fiveAgainstFiveIsAConflictWithoutAPatternOrACall() {
        Edits.publish(replica, edits.same(5, "grand hotel", "Travel"));
        Edits.publish(replica, edits.same(5, "grand hotel", "Meals"));

        await().untilAsserted(() -> assertThat(announced.of(edits, SuggestionRaised.class))
                .singleElement()
                .satisfies(raised -> {
                    assertThat(raised.status()).isEqualTo("conflict");
                    assertThat(raised.label()).isNull();
                    assertThat(raised.agreement()).isEqualByComparingTo("0.5");
                }));
        as(edits)
                .get()
                .uri("/v1/patterns/suggestions?status=conflict")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].labels[0].label")
                .isEqualTo("Meals")
                .jsonPath("$.items[0].labels[0].transactions")
                .isEqualTo(5)
                .jsonPath("$.items[0].labels[1].label")
                .isEqualTo("Travel");
        assertThat(table().count("llm_calls")).isZero();
        assertThat(table().count("patterns")).isZero();
    }

    @Test
    void aConflictThatUsersSettleBecomesASuggestion() {
        Edits.publish(
                replica,
                Stream.concat(
                                edits.same(2, "grand hotel", "Travel").stream(),
                                edits.same(1, "grand hotel", "Meals").stream())
                        .toList());
        awaitStatuses("conflict");

        Edits.publish(replica, List.of(edits.edit("grand-hotel-Meals-0", "grand hotel", "Travel", 2)));

        await().untilAsserted(
                        () -> assertThat(table().suggestions()).containsExactly("approved grand hotel Travel 3 1"));
    }

    @Test
    void nineteenToOneAgreeEnough() {
        Edits.publish(
                replica,
                Stream.concat(
                                edits.same(19, "city taxi", "Travel").stream(),
                                edits.same(1, "city taxi", "Meals").stream())
                        .toList());

        await().untilAsserted(
                        () -> assertThat(table().suggestions()).containsExactly("approved city taxi Travel 20 0.95"));
    }
}
